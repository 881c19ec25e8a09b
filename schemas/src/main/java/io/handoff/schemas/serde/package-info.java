/**
 * How records become bytes and come back: Confluent's wire format (a zero byte, the schema's id in
 * four bytes, the Avro binary) and the REST API of Confluent's schema registry, which Apicurio
 * serves too under {@code /apis/ccompat/v7}.
 *
 * <p>Writing: {@link io.handoff.schemas.serde.AvroSerializer} asks a {@link
 * io.handoff.schemas.serde.SchemaRegistryClient} once per topic and class for the id of <em>the
 * class's own schema</em>, never for the latest one, and writes. Reading: {@link
 * io.handoff.schemas.serde.AvroDecoder} asks once per id for the writer's schema, resolves it
 * against the class's, and answers with a {@link io.handoff.schemas.serde.Decoded}: a value, or a
 * refusal with a code that a dead letter can carry. A registry that does not answer is neither: it
 * is a {@link io.handoff.schemas.serde.RegistryUnavailableException}, since the record may be
 * perfectly good.
 *
 * <p>Kafka's own interfaces are thin covers over the two: {@link
 * io.handoff.schemas.serde.AvroSerializer}, {@link io.handoff.schemas.serde.AvroDeserializer} and
 * {@link io.handoff.schemas.serde.AvroSerde}, configured under Confluent's keys ({@link
 * io.handoff.schemas.serde.AvroSerdeConfig}), so that either side can be swapped for Confluent's
 * classes by configuration alone. Everything here may be shared by threads once it is configured.
 *
 * <p>Why it exists, and what was measured: {@code schemas/docs/adr/0001-own-serde.md}.
 */
@NullMarked
package io.handoff.schemas.serde;

import org.jspecify.annotations.NullMarked;
