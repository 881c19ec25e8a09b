package io.handoff.deploy.play;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AddNote;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.Classify;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.Script.Milestone;
import io.handoff.deploy.play.Script.Step;
import io.handoff.deploy.play.Script.What;
import io.handoff.kit.Kebab;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads one step of a script. */
final class StepReader {

  /** What can happen, and what else such a step can say besides {@code after}. */
  private static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry("customer", Set.of("message-id", "references")),
          Map.entry("ai", Set.of()),
          Map.entry("agent", Set.of("by")),
          Map.entry("could-not-answer", Set.of()),
          Map.entry("paused", Set.of()),
          Map.entry("resumed", Set.of()),
          Map.entry("asks-for-person", Set.of()),
          Map.entry("presence", Set.of("is")),
          Map.entry("rates", Set.of()),
          Map.entry("leaves", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("await", Set.of()),
          Map.entry("command", Set.of("by")));

  /** Commands, and what they can say besides {@code by}. */
  private static final Map<String, Set<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("reply", Set.of("text")),
          Map.entry("template", Set.of("template")),
          Map.entry("note", Set.of("text", "mention")),
          Map.entry("tag", Set.of("tag", "remove", "of-customer")),
          Map.entry("snooze", Set.of("for", "until")),
          Map.entry("assign", Set.of("to")),
          Map.entry("take", Set.of()),
          Map.entry("release", Set.of()),
          Map.entry("status", Set.of("status")),
          Map.entry("priority", Set.of("priority")),
          Map.entry("move", Set.of("team", "department")),
          Map.entry("category", Set.of("category", "sub-category")),
          Map.entry("field", Set.of("name", "value")),
          Map.entry("merge", Set.of("conversation")),
          Map.entry("accept", Set.of()),
          Map.entry("decline", Set.of("note")),
          Map.entry("hand-back", Set.of("note")));

  private static final Map<String, Integer> SCORES = scores();

  private final ScriptNode node;
  private final Map<String, ScriptNode> fields;
  private final String kind;

  private StepReader(ScriptNode node) {
    this.node = node;
    this.kind = kind(node, node.entries());
    Set<String> allowed = new HashSet<>(KINDS.getOrDefault(kind, Set.of()));
    if (kind.equals("command")) {
      ScriptNode command = node.entries().get(kind);
      allowed.addAll(command == null ? Set.of() : command.oneOf(COMMANDS));
    }
    allowed.addAll(Set.of("after", kind));
    this.fields = node.fields(allowed);
  }

  /** The step. */
  static Step read(ScriptNode node) {
    StepReader reader = new StepReader(node);
    ScriptNode after = reader.fields.get("after");
    return new Step(
        after == null || after.isNothing() ? Duration.ofSeconds(5) : ScriptReader.duration(after),
        reader.kind.equals("command") ? reader.command() : reader.what(),
        node.line());
  }

  private static String kind(ScriptNode node, Map<String, ScriptNode> fields) {
    List<String> found = fields.keySet().stream().filter(KINDS::containsKey).toList();
    // a command has fields that are called like other steps
    String kind = found.contains("command") ? "command" : found.isEmpty() ? "" : found.getFirst();
    if (kind.isEmpty()) {
      String first =
          fields.keySet().stream().filter(name -> !name.equals("after")).findFirst().orElse("");
      throw node.wrong(
          node.label() + " says nothing that can happen", ScriptNode.hint(first, KINDS.keySet()));
    }
    return kind;
  }

  private What what() {
    return switch (kind) {
      case "customer" ->
          new Script.CustomerWrites(text(kind), optional("message-id"), list("references"));
      case "ai" -> new Script.AiWrites(text(kind));
      case "agent" -> new Script.AgentWrites(text("by"), text(kind));
      case "could-not-answer" -> new Script.AiGivesUp(text(kind));
      case "paused" -> alone(new Script.AiPaused());
      case "resumed" -> alone(new Script.AiResumed());
      case "asks-for-person" -> new Script.AsksForPerson(text(kind));
      case "presence" -> new Script.Presence(text(kind), choice(PresenceStatus.class, "is"));
      case "rates" -> new Script.Rates(required(kind).oneOf(SCORES));
      case "leaves" -> alone(new Script.Leaves());
      case "settings" -> new Script.Settings(text(kind));
      default -> new Script.Await(choice(Milestone.class, kind));
    };
  }

  /** What needs no more to be said, though {@code yes} may stand there. */
  private What alone(What what) {
    optional(kind);
    return what;
  }

  private What command() {
    String by = text("by");
    return switch (text(kind)) {
      case "reply" -> new Script.Command(by, new Reply(text("text"), null, null));
      case "template" -> new Script.Command(by, new Reply(null, text("template"), null));
      case "note" -> new Script.Command(by, new AddNote(text("text"), list("mention")));
      case "tag" -> new Script.Command(by, new ChangeTags(tagScope(), list("tag"), list("remove")));
      case "snooze" -> snooze(by);
      case "assign" -> new Script.Command(by, new Assign(text("to")));
      case "take" -> new Script.Command(by, new Take((String) null));
      case "release" -> new Script.Command(by, new Release((String) null));
      case "status" -> new Script.Command(by, new SetStatus(choice(TicketStatus.class, "status")));
      case "priority" ->
          new Script.Command(by, new SetPriority(choice(Priority.class, "priority")));
      case "move" ->
          new Script.Command(by, new SetDepartment(optional("department"), optional("team")));
      case "category" ->
          new Script.Command(by, new Classify(text("category"), optional("sub-category")));
      case "field" -> new Script.Command(by, new SetCustomField(text("name"), optional("value")));
      case "merge" -> new Script.MergeOf(by, text("conversation"));
      case "accept" -> new Script.Command(by, new AcceptOffer((String) null));
      case "decline" -> new Script.Command(by, new DeclineOffer(null, note()));
      default -> new Script.Command(by, new HandBack(note()));
    };
  }

  private TagScope tagScope() {
    ScriptNode ofCustomer = fields.get("of-customer");
    return ofCustomer != null && ofCustomer.truth() ? TagScope.CUSTOMER : TagScope.CONVERSATION;
  }

  private What snooze(String by) {
    ScriptNode time = given("for");
    ScriptNode until = given("until");
    if (time != null && until != null) {
      throw until.wrong("a snooze is 'for' a time or 'until' a time, not both", "remove one");
    }
    return time != null
        ? new Script.SnoozeFor(by, ScriptReader.duration(time))
        : new Script.Command(by, new Snooze(until == null ? null : ScriptReader.instant(until)));
  }

  private String note() {
    String note = optional("note");
    return note == null ? "" : note;
  }

  private <E extends Enum<E>> E choice(Class<E> type, String field) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      if (!constant.name().equals("UNKNOWN")) {
        words.put(Kebab.of(constant), constant);
      }
    }
    return required(field).oneOf(words);
  }

  private ScriptNode required(String field) {
    ScriptNode value = given(field);
    if (value == null) {
      throw node.wrong("'" + field + "' is missing in " + node.label(), null);
    }
    return value;
  }

  private @Nullable ScriptNode given(String field) {
    ScriptNode value = fields.get(field);
    return value == null || value.isNothing() ? null : value;
  }

  private String text(String field) {
    return required(field).text();
  }

  private @Nullable String optional(String field) {
    ScriptNode value = given(field);
    return value == null ? null : value.text();
  }

  private List<String> list(String field) {
    ScriptNode value = given(field);
    return value == null ? List.of() : value.texts();
  }

  private static Map<String, Integer> scores() {
    Map<String, Integer> scores = new LinkedHashMap<>();
    IntStream.rangeClosed(1, 5).forEach(score -> scores.put(Integer.toString(score), score));
    return scores;
  }
}
