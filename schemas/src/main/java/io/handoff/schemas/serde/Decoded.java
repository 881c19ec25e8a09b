package io.handoff.schemas.serde;

/**
 * What became of some bytes: a value, or a refusal. Made for an exhaustive {@code switch} (from
 * Java 21 on; before, {@code instanceof}):
 *
 * <pre>{@code
 * switch (decoder.decode(bytes)) {
 *   case Decoded.Ok<Tick>(var tick, var schemaId) -> …
 *   case Decoded.Refused<Tick>(var code, var message) -> …
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public sealed interface Decoded<T> {

  /**
   * The bytes were a record of the type asked for, and nothing was left over.
   *
   * @param value the record, read with the class's own schema
   * @param schemaId id of the schema that it was written with
   */
  record Ok<T>(T value, int schemaId) implements Decoded<T> {}

  /**
   * The bytes will not become a record however often they are tried.
   *
   * @param message for people; says what was found, and may quote a fragment of the record
   */
  record Refused<T>(RefusalCode code, String message) implements Decoded<T> {}
}
