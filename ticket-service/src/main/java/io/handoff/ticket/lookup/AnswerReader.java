package io.handoff.ticket.lookup;

import io.handoff.avro.LookupField;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes declared fields out of an answer. */
final class AnswerReader {
  private AnswerReader() {}

  /** Code points of a text that are kept. */
  private static final int TEXT = 500;

  /**
   * The fields that are there; what is absent or null is left out.
   *
   * @throws IOException in words, if the answer is no JSON or a field is not what was declared
   */
  static Map<String, Object> read(byte[] body, List<LookupField> fields) throws IOException {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IOException("the answer is no JSON", e);
    }
    if (root == null || root.isMissingNode()) {
      throw new IOException("the answer is empty");
    }
    Map<String, Object> values = new HashMap<>();
    for (LookupField field : fields) {
      JsonNode node = root.at(field.getAt());
      if (!node.isMissingNode() && !node.isNull()) {
        values.put(field.getName(), value(node, field));
      }
    }
    return values;
  }

  private static Object value(JsonNode node, LookupField field) throws IOException {
    switch (field.getType()) {
      case TEXT -> {
        if (node.isValueNode()) {
          return cut(node.asString());
        }
      }
      case NUMBER -> {
        if (node.isNumber()) {
          return node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
        }
      }
      case BOOLEAN -> {
        if (node.isBoolean()) {
          return node.booleanValue();
        }
      }
    }
    throw new IOException(
        "the field %s is no %s but a %s"
            .formatted(
                field.getName(),
                field.getType().name().toLowerCase(java.util.Locale.ROOT),
                node.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= TEXT ? text : text.substring(0, text.offsetByCodePoints(0, TEXT));
  }
}
