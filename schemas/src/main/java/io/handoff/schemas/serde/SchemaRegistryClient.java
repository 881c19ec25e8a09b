package io.handoff.schemas.serde;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the project needs of a schema registry.
 *
 * <p>Schemas are sent without the property that Avro's code generator adds ({@code
 * avro.java.string}), so that what a class carries and what is registered compare as equal.
 * Implementations may be used by several threads and answer what they have answered before without
 * a lock and without asking again; that goes on while the registry is down.
 *
 * <p>All methods throw {@link RegistryUnavailableException} when no answer could be had, and {@link
 * SchemaRegistryException} when the answer is no.
 */
public interface SchemaRegistryClient {

  /**
   * The id under which exactly this schema is registered for the subject; {@link
   * SchemaRegistryException.Kind#NOT_FOUND} if it is not.
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema with this id; {@link SchemaRegistryException.Kind#NOT_FOUND} if there is none,
   * {@link SchemaRegistryException.Kind#UNUSABLE} if it is not an Avro schema that can be read. One
   * id always yields the same instance.
   */
  Schema byId(int id);

  /** Registers the schema for the subject, if it is not yet, and returns its id. */
  int register(String subject, Schema schema);

  /** Sets what changes of the subject's schema are allowed: {@code BACKWARD}, {@code FULL}, …. */
  void setCompatibility(String subject, String level);

  /** All subjects, in the registry's order. */
  List<String> subjects();

  /**
   * Why the last request had no answer that says anything about schemas: no registry answered, or
   * what answered refused (wrong credentials, not a registry). Null where it had one. Asks nothing.
   */
  default @Nullable String trouble() {
    return null;
  }

  /**
   * The client that the configuration names ({@link AvroSerdeConfig}). Equal settings share one
   * client, with its caches and connections, for the life of the process; {@code memory://scope}
   * shares one {@link InMemorySchemaRegistryClient} per scope.
   *
   * @throws ConfigException if a setting is missing or wrong
   */
  static SchemaRegistryClient from(Map<String, ?> configs) {
    return new AvroSerdeConfig(configs).registry();
  }
}
