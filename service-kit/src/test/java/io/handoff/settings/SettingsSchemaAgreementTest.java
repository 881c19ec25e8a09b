package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsText;
import io.handoff.settings.authoring.Strictness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an editor says of a file with the schema is what the parser says of the file's form. Files
 * that have every field are changed in one place.
 */
class SettingsSchemaAgreementTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(TestFiles.read("/io/handoff/settings/settings.schema.json")));
  private static final List<JsonNode> FILES =
      List.of(read("/settings/complete.yaml"), read("/settings/every-field.yaml"));

  /** Values of every kind, right in some place and wrong in others. */
  private static final List<JsonNode> VALUES =
      Stream.of(
              "null",
              "true",
              "0",
              "1",
              "3",
              "-1",
              "2.5",
              "1000000",
              "\"\"",
              "\" \"",
              "\"off\"",
              "\"x\"",
              "\"a,b\"",
              "\"a b\"",
              "\"two\\nlines\"",
              "\"en\"",
              "\"pt-BR\"",
              "\"live\"",
              "\"team\"",
              "\"closed\"",
              "\"10m\"",
              "\"1h 30m\"",
              "\"50%\"",
              "\"100%\"",
              "\"08:00-13:00, 14:00-18:00\"",
              "\"8-13\"",
              "\"2026-12-24\"",
              "\"2026-13-99\"",
              "\"" + "x".repeat(101) + "\"",
              "\"" + "x".repeat(2001) + "\"",
              "[]",
              "{}",
              "[\"closed\", \"00:00-24:00\"]",
              "[\"closed\"]",
              "[\"off\"]",
              "[\"08:00-13:00\"]",
              "[null]",
              "[true]",
              "[\"x\"]",
              "[{}]",
              "{\"id\": \"x\"}",
              "{\"other\": \"off\"}",
              "{\"en\": \"Hello\"}",
              "{\"x y\": 1}",
              "{\"text\": \"Hello\"}")
          .map(JSON::readTree)
          .toList();

  /** Kinds of errors that a file's form can have. */
  private static final Set<ProblemCode> FORM =
      Set.of(
          ProblemCode.WRONG_TYPE,
          ProblemCode.UNKNOWN_FIELD,
          ProblemCode.UNKNOWN_VALUE,
          ProblemCode.MISSING,
          ProblemCode.BAD_ID,
          ProblemCode.BAD_TEXT,
          ProblemCode.BAD_DURATION,
          ProblemCode.BAD_HOURS,
          ProblemCode.TOO_LONG);

  /** What the parser alone can say: names that are not there, and what one field asks of others. */
  private static final Pattern BEYOND_FORM =
      Pattern.compile(
          "there is no .*|the policy has no .*|the word .*|.* promise nothing|.* has either .*"
              + "|.* exactly one of.*|.* needs 'choices'|.* is no field of .*|.* stand beside .*");

  /** Values whose kind depends on the action or on the operator beside them. */
  private static final Pattern DEPENDENT = Pattern.compile(".*\\.(to|value(\\[\\d+])?)");

  private static JsonNode read(String file) {
    return tree(TestFiles.read(file));
  }

  /** YAML as editors read it. */
  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** A place in a file, and what becomes of it. */
  record Change(int file, int place, Edit edit) {
    JsonNode apply() {
      JsonNode file = FILES.get(file()).deepCopy();
      List<Spot> spots = new ArrayList<>();
      collect(file, spots);
      Spot spot = spots.get(place() % spots.size());
      edit().change(spot);
      return file;
    }
  }

  /** What a change does. */
  record Edit(String name, Consumer<Spot> how) {
    void change(Spot spot) {
      how.accept(spot);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A value in its object or list. */
  record Spot(JsonNode parent, String key, int index) {
    JsonNode get() {
      return parent instanceof ArrayNode list ? list.get(index) : parent.get(key);
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode list) {
        list.set(index, value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode list) {
        list.remove(index);
      } else {
        ((ObjectNode) parent).remove(key);
      }
    }
  }

  private static void collect(JsonNode node, List<Spot> spots) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        spots.add(new Spot(object, name, 0));
        collect(object.get(name), spots);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        spots.add(new Spot(list, "", i));
        collect(list.get(i), spots);
      }
    }
  }

  private static final List<Edit> EDITS = edits();

  private static List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    VALUES.forEach(value -> edits.add(new Edit("set " + value, spot -> spot.set(value))));
    edits.add(new Edit("remove", Spot::remove));
    edits.add(
        new Edit("wrap", spot -> spot.set(JSON.createArrayNode().add(spot.get().deepCopy()))));
    edits.add(
        new Edit(
            "unwrap",
            spot -> {
              if (spot.get() instanceof ArrayNode list && !list.isEmpty()) {
                spot.set(list.get(0).deepCopy());
              }
            }));
    edits.add(
        new Edit(
            "unknown field",
            spot -> {
              if (spot.get() instanceof ObjectNode object) {
                object.put("aftr", 1);
              }
            }));
    return edits;
  }

  @Provide
  Arbitrary<Change> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, FILES.size() - 1),
            Arbitraries.integers().between(0, 2_000),
            Arbitraries.of(EDITS))
        .as(Change::new);
  }

  private static List<Problem> errors(JsonNode file) {
    return new SettingsParser()
        .parse(
            List.of(
                new SettingsText("f", file.toString()),
                new SettingsText("more/teams.yaml", "teams: []")),
            Strictness.STRICT)
        .errors();
  }

  private static boolean isOfForm(Problem problem) {
    return FORM.contains(problem.code())
        && !BEYOND_FORM.matcher(problem.message()).matches()
        && !DEPENDENT.matcher(problem.path()).matches();
  }

  @Property
  void shouldSayTheSameOfAFileAsTheParser(@ForAll("changes") Change change) {
    JsonNode file = change.apply();
    List<Error> bySchema = SCHEMA.validate(file);
    List<Problem> byParser = errors(file);
    if (bySchema.isEmpty()) {
      assertThat(byParser).noneMatch(SettingsSchemaAgreementTest::isOfForm);
    } else {
      assertThat(byParser).as("the schema says: %s", bySchema).isNotEmpty();
    }
  }

  @Test
  void shouldTakeFilesThatHaveEveryField() {
    Set<String> written = new HashSet<>();
    for (JsonNode file : FILES) {
      assertThat(SCHEMA.validate(file)).isEmpty();
      assertThat(errors(file)).isEmpty();
      List<Spot> spots = new ArrayList<>();
      collect(file, spots);
      spots.forEach(spot -> written.add(spot.key()));
    }
    for (Section section : Section.values()) {
      assertThat(written).as(section.toString()).containsAll(section.fields());
    }
  }

  @Test
  void shouldTakeOneMeaningOfEachDefinition() {
    JsonMapper strict =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    assertThat(
            strict.readTree(TestFiles.read("/io/handoff/settings/settings.schema.json")).isObject())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "calendars: [{ id: o, monday: '08:00-13:00, 14:00-18:00' }]",
        "calendars: [{ id: o, monday: ['08:00-13:00', '14:00-18:00+1'] }]",
        "calendars: [{ id: o, monday: closed, friday: '9:00–17:30' }]",
        "sla: { policies: [{ id: p, targets: { firstResponse: 1h, resolution: { other: off } } }] }"
      })
  void shouldBothTake(String yaml) {
    assertThat(SCHEMA.validate(tree("account: a\n" + yaml))).isEmpty();
    assertThat(errors(tree("account: a\n" + yaml))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "calendars: [{ id: o, monday: [closed, '00:00-24:00'] }]",
        "calendars: [{ id: o, monday: 'closed, 09:00-17:00' }]",
        "calendars: [{ id: o, monday: false }]",
        "routing: { hours: '08:00-13:00, 14:00-18:00' }"
      })
  void shouldBothRefuse(String yaml) {
    assertThat(SCHEMA.validate(tree("account: a\n" + yaml))).isNotEmpty();
    assertThat(errors(tree("account: a\n" + yaml))).isNotEmpty();
  }
}
