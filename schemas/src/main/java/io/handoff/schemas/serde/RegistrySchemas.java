package io.handoff.schemas.serde;

import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as a registry sees them. */
final class RegistrySchemas {

  static final JsonMapper JSON = JsonMapper.shared();

  private RegistrySchemas() {}

  /**
   * The schema without {@code avro.java.string}, which the code generator adds. Only that one, just
   * like Confluent's {@code avro.remove.java.properties}: other properties were written by the
   * author of the schema and belong to it.
   */
  static Schema plain(Schema schema) {
    JsonNode json = JSON.readTree(schema.toString());
    strip(json);
    return parse(json.toString());
  }

  /** Parses what a registry has accepted, so defaults are not judged again. */
  static Schema parse(String text) {
    return new Schema.Parser().setValidateDefaults(false).parse(text);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    node.forEach(RegistrySchemas::strip);
  }
}
