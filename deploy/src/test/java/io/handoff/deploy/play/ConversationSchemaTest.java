package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an editor says of a conversation with the published schema is what the reader says. */
class ConversationSchemaTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Schema SCHEMA = schema();

  private static final String EVERYTHING =
      """
      title: Everything that can happen
      account: acme
      channel: web
      conversation: all
      customer: { id: c, name: Eva, language: en, email: e@example.org, attributes: { plan: gold } }
      subject: Hello
      store: s1
      topic: refunds
      fields: { order: "17" }
      start: 2026-02-03T09:00:00Z
      steps:
        - { after: 1d 2h, customer: Hello, message-id: m1, references: [m0] }
        - { ai: Hello }
        - { agent: Hello, by: ann }
        - { could-not-answer: unknown }
        - { paused: null }
        - { resumed: yes }
        - { asks-for-person: button }
        - { presence: ann, is: available }
        - { rates: 5 }
        - { leaves: null }
        - { settings: other.yaml }
        - { await: ticket-closed }
        - { command: reply, by: ann, text: Hello }
        - { command: template, by: ann, template: thanks }
        - { command: note, by: ann, text: Look, mention: bob }
        - { command: tag, by: ann, tag: a, remove: [b], of-customer: true }
        - { command: snooze, by: ann, for: 5m }
        - { command: snooze, by: ann, until: 2026-02-04T09:00:00Z }
        - { command: assign, by: ann, to: bob }
        - { command: take, by: ann }
        - { command: release, by: ann }
        - { command: status, by: ann, status: waiting-on-customer }
        - { command: priority, by: ann, priority: high }
        - { command: move, by: ann, team: t, department: d }
        - { command: category, by: ann, category: c, sub-category: s }
        - { command: field, by: ann, name: order, value: 17 }
        - { command: merge, by: ann, conversation: other }
        - { command: accept, by: ann }
        - { command: decline, by: ann, note: busy }
        - { command: hand-back, by: ann, note: done }
      """;

  /** Values of every kind; and two changes that are no values: a field goes, or one comes. */
  private static final List<String> CHANGES =
      List.of(
          "null",
          "true",
          "7",
          "5",
          "2.5",
          "\"\"",
          "\"x\"",
          "\"5m\"",
          "\"1d 2h\"",
          "\"-5m\"",
          "\"available\"",
          "\"UNKNOWN\"",
          "\"high\"",
          "\"reply\"",
          "\"closed\"",
          "[]",
          "[\"x\"]",
          "[null]",
          "[{}]",
          "{}",
          "{\"x\": 1}",
          "{\"x\": null}",
          "{\"customer\": \"x\"}",
          "\"2026-02-03T09:00:00Z\"",
          "\"2026-02-03\"",
          "-remove",
          "-add");

  private static Schema schema() {
    try (InputStream in = ScriptReader.class.getResourceAsStream("conversation.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** What the reader says is wrong; null: nothing. */
  private static @Nullable String byReader(JsonNode file) {
    try {
      ScriptReader.parse("f.yaml", file.toString());
      return null;
    } catch (PlayException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void shouldTakeEverythingThatTheReaderTakes() {
    assertThat(SCHEMA.validate(tree(EVERYTHING))).isEmpty();
    assertThat(byReader(tree(EVERYTHING))).isNull();
  }

  @Test
  void shouldTakeTheSamples() throws IOException {
    try (Stream<Path> samples = Files.list(Path.of("samples", "conversations"))) {
      for (Path sample : samples.toList()) {
        assertThat(SCHEMA.validate(tree(Files.readString(sample)))).as("%s", sample).isEmpty();
      }
    }
  }

  /** Every place of a file that has everything is changed to every kind of value. */
  @Test
  void shouldSayTheSameAsTheReaderOfEveryChange() {
    List<String> differences = new ArrayList<>();
    int places = places(tree(EVERYTHING)).size();
    for (int place = 0; place < places; place++) {
      for (String change : CHANGES) {
        JsonNode file = tree(EVERYTHING);
        String where = places(file).get(place).change(change);
        String wrong = byReader(file);
        boolean valid = SCHEMA.validate(file).isEmpty();
        if (valid != (wrong == null)) {
          differences.add(where + " " + change + ": " + (valid ? wrong : "refused by the schema"));
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /** A value in its object or list. */
  private record Place(JsonNode parent, String key, int index) {

    String change(String change) {
      if (change.equals("-add")) {
        if (parent instanceof ObjectNode object) {
          object.put("aftr", "5m");
        }
      } else if (change.equals("-remove")) {
        if (parent instanceof ObjectNode object) {
          object.remove(key);
        } else {
          ((ArrayNode) parent).remove(index);
        }
      } else if (parent instanceof ObjectNode object) {
        object.set(key, JSON.readTree(change));
      } else {
        ((ArrayNode) parent).set(index, JSON.readTree(change));
      }
      return parent + " " + key;
    }
  }

  private static List<Place> places(JsonNode node) {
    List<Place> places = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        places.add(new Place(object, name, 0));
        places.addAll(places(object.get(name)));
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        places.add(new Place(list, "", i));
        places.addAll(places(list.get(i)));
      }
    }
    return places;
  }
}
