package io.handoff.deploy.contracts;

import io.handoff.deploy.security.Role;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.json.JsonMapper;

/**
 * The topics that chat platforms, agents' desktops and outside systems use, described in AsyncAPI
 * 3: made of the catalogue of topics, of who may write and read them, and of the schemas' files.
 */
final class AsyncApi {

  private static final List<Role> ROLES = List.of(Role.PLATFORM, Role.DESKTOP, Role.OUTSIDE_SYSTEM);

  private static final Pattern KEY = Pattern.compile("[Kk]ey: ([^.]+)\\.");

  private static final String INTRODUCTION =
      """
      Handoff notices when a customer of an AI agent needs a person, finds the right one, keeps the ticket and keeps time. \
      What it receives and sends, seen from Handoff: it receives what a chat platform (tag platform), an agents' desktop \
      (tag desktop) or another system (tag outside-system) publishes, and sends what they read. Values are Avro in \
      Confluent's wire format, keys are text. Producers choose partitions as Kafka's Java client does (murmur2). \
      What each event means and how each action is confirmed: docs/platform.md and docs/desktop.md.\
      """;

  private AsyncApi() {}

  /** The description as YAML, the same for the same catalogue and schemas. */
  static String text() {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(120).build();
    return "# Written by AsyncApiTest. Do not edit.\n"
        + new Dump(settings).dumpToString(description());
  }

  private static Map<String, Object> description() {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new LinkedHashMap<>();
    Map<String, Object> messages = new LinkedHashMap<>();
    for (Topic<?> topic : Topics.ALL) {
      Stream.of("receive", "send")
          .forEach(
              action ->
                  ROLES.stream()
                      .filter(role -> topics(role, action).contains(topic))
                      .forEach(
                          role ->
                              operations.put(
                                  "%s.%s.%s".formatted(role.text(), action, topic.name()),
                                  operation(role, action, topic))));
      if (ROLES.stream()
          .anyMatch(role -> role.reads().contains(topic) || role.writes().contains(topic))) {
        channels.put(topic.name(), channel(topic));
        messages.put(topic.valueType().getSimpleName(), message(topic));
      }
    }
    return map(
        "asyncapi",
        "3.0.0",
        "info",
        map(
            "title",
            "Handoff",
            "version",
            "0.1.0",
            "description",
            INTRODUCTION,
            "license",
            map("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0")),
        "defaultContentType",
        "application/vnd.apache.avro",
        "channels",
        channels,
        "operations",
        operations,
        "components",
        map("messages", messages));
  }

  /** Handoff receives what the others write. */
  private static List<Topic<?>> topics(Role role, String action) {
    return action.equals("receive") ? role.writes() : role.reads();
  }

  private static Map<String, Object> channel(Topic<?> topic) {
    Map<String, Object> config = new LinkedHashMap<>(topic.config());
    config.replaceAll(
        (key, value) ->
            key.matches("retention.ms|max.message.bytes") ? Long.valueOf((String) value) : value);
    config.replace("cleanup.policy", List.of("compact"));
    String type = topic.valueType().getSimpleName();
    return map(
        "address",
        topic.name(),
        "messages",
        map(type, ref("components/messages/" + type)),
        "bindings",
        map("kafka", map("topicConfiguration", config, "bindingVersion", "0.5.0")));
  }

  private static Map<String, Object> operation(Role role, String action, Topic<?> topic) {
    return map(
        "action",
        action,
        "channel",
        ref("channels/" + topic.name()),
        "tags",
        List.of(map("name", role.text())));
  }

  private static Map<String, Object> message(Topic<?> topic) {
    Map<String, Object> schema = schema(topic);
    Matcher key = KEY.matcher((String) Objects.requireNonNull(schema.get("doc")));
    if (!key.find()) {
      throw new IllegalStateException(schema.get("name") + " does not say its key");
    }
    return map(
        "payload",
        map("schemaFormat", "application/vnd.apache.avro;version=1.9.0", "schema", schema),
        "bindings",
        map(
            "kafka",
            map(
                "key",
                map("type", "string", "description", key.group(1)),
                "schemaIdLocation",
                "payload",
                "schemaIdPayloadEncoding",
                "confluent",
                "schemaLookupStrategy",
                "TopicNameStrategy",
                "bindingVersion",
                "0.5.0")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> schema(Topic<?> topic) {
    String file = "/avro/" + topic.valueType().getSimpleName() + ".avsc";
    try (InputStream in = Objects.requireNonNull(AsyncApi.class.getResourceAsStream(file), file)) {
      return JsonMapper.shared().readValue(in, LinkedHashMap.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> ref(String path) {
    return map("$ref", "#/" + path);
  }

  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
