package io.handoff.settings.authoring.section;

import io.handoff.kit.Kebab;
import io.handoff.rules.Action;
import io.handoff.rules.Action.Recipient;
import io.handoff.rules.Action.Scope;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.TicketsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a list of actions. What is wrong is reported and left out. */
final class ActionReader {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** Actions by name with the fields that each needs and can have. */
  enum Kind {
    SET_STATUS(List.of("to")),
    SET_PRIORITY(List.of("to")),
    SET_DEPARTMENT(List.of("to")),
    SET_TEAM(List.of("to")),
    SET_AGENT(List.of("to")),
    SET_CATEGORY(List.of("to"), "subCategory"),
    ADD_CONVERSATION_TAGS(List.of("tags")),
    REMOVE_CONVERSATION_TAGS(List.of("tags")),
    ADD_CUSTOMER_TAGS(List.of("tags")),
    REMOVE_CUSTOMER_TAGS(List.of("tags")),
    SET_FIELD(List.of("name"), "to", "expression"),
    SET_SLA_POLICY(List.of("to")),
    SNOOZE(List.of(), "for"),
    SEND_TEMPLATE(List.of("template")),
    NOTIFY(List.of("message"), "agent", "team", "email", "webhook"),
    HAND_OFF(List.of(), "note"),
    HAND_BACK(List.of(), "note"),
    RUN_RULE_SET(List.of("to")),
    LOOKUP(List.of("lookup"));

    private final List<String> needed;
    private final List<String> possible;

    Kind(List<String> needed, String... more) {
      this.needed = needed;
      this.possible = List.of(more);
    }

    /** Whether it can be done while a handoff is routed, before there is a ticket. */
    boolean fitsHandoff() {
      return switch (this) {
        case SET_PRIORITY,
            SET_DEPARTMENT,
            SET_TEAM,
            SET_AGENT,
            SET_CATEGORY,
            ADD_CONVERSATION_TAGS,
            ADD_CUSTOMER_TAGS,
            SET_FIELD,
            SET_SLA_POLICY,
            NOTIFY,
            RUN_RULE_SET ->
            true;
        case SET_STATUS,
            REMOVE_CONVERSATION_TAGS,
            REMOVE_CUSTOMER_TAGS,
            SNOOZE,
            SEND_TEMPLATE,
            HAND_OFF,
            HAND_BACK,
            LOOKUP ->
            false;
      };
    }
  }

  /**
   * What actions can name.
   *
   * @param templates ids of message templates
   * @param policies ids of SLA policies; null: the account has no such section, any will do
   * @param lookups ids of lookups
   */
  record Known(
      AgentTeamIndex people,
      TicketsConfig tickets,
      Set<String> templates,
      @Nullable Set<String> policies,
      Set<String> lookups) {}

  private final AgentTeamIndex index;
  private final TicketsConfig tickets;
  private final Set<String> templates;
  private final @Nullable Set<String> policies;
  private final Set<String> lookups;
  private final boolean onHandoff;
  private final Map<String, Node> started;

  /**
   * A reader of one rule's actions.
   *
   * @param onHandoff whether they are carried out while a handoff is routed
   * @param started takes the rule sets that actions start
   */
  ActionReader(Known known, boolean onHandoff, Map<String, Node> started) {
    this.index = known.people();
    this.tickets = known.tickets();
    this.templates = known.templates();
    this.policies = known.policies();
    this.lookups = known.lookups();
    this.onHandoff = onHandoff;
    this.started = started;
  }

  List<Action> read(Node node) {
    List<Action> actions = new ArrayList<>();
    List<Node> items = node.items(SettingsLimits.ACTIONS);
    for (Node item : items == null ? List.<Node>of() : items) {
      Action action = action(item);
      if (action != null) {
        actions.add(action);
      }
    }
    if (items != null && items.isEmpty()) {
      node.error(ProblemCode.MISSING, node.label() + " holds no action", null);
    }
    return actions;
  }

  private @Nullable Action action(Node node) {
    Fields fields = Fields.of(node, Section.RULE_ACTION);
    Node kindNode = fields == null ? null : fields.required("action");
    Kind kind = kindNode == null ? null : kindNode.oneOf(Kind.class);
    if (fields == null || kindNode == null || kind == null) {
      return null;
    }
    if (onHandoff && !kind.fitsHandoff()) {
      kindNode.error(
          ProblemCode.BAD_ACTION,
          "'" + Kebab.of(kind) + "' cannot be done on handoff, before there is a ticket",
          "put it into a rule set on ticket-created");
      return null;
    }
    boolean complete = kind.needed.stream().allMatch(field -> fields.required(field) != null);
    for (String field : Section.RULE_ACTION.fields()) {
      Node stray = fields.get(field);
      if (stray != null
          && !field.equals("action")
          && !kind.needed.contains(field)
          && !kind.possible.contains(field)) {
        stray.error(
            ProblemCode.UNKNOWN_FIELD,
            "'%s' is no field of %s".formatted(field, Kebab.of(kind)),
            hint(kind));
        complete = false;
      }
    }
    return complete ? action(kind, fields, node) : null;
  }

  private static String hint(Kind kind) {
    List<String> fields = new ArrayList<>(kind.needed);
    fields.addAll(kind.possible);
    return fields.isEmpty() ? "it has none" : "it has: " + String.join(", ", fields);
  }

  private @Nullable Action action(Kind kind, Fields fields, Node node) {
    return switch (kind) {
      case SET_STATUS -> {
        Action.Status status = constant(fields, Action.Status.class);
        yield status == null ? null : new Action.SetStatus(status);
      }
      case SET_PRIORITY -> {
        Action.Priority priority = constant(fields, Action.Priority.class);
        yield priority == null ? null : new Action.SetPriority(priority);
      }
      case SET_DEPARTMENT -> {
        String id =
            known(fields, "to", id(fields, "to"), tickets.departments().keySet(), "department");
        yield id == null ? null : new Action.SetDepartment(id);
      }
      case SET_TEAM -> team(fields);
      case SET_AGENT -> {
        String id = agent(fields, "to");
        yield id == null ? null : new Action.SetAgent(id);
      }
      case SET_CATEGORY -> category(fields);
      case ADD_CONVERSATION_TAGS -> new Action.AddTags(Scope.CONVERSATION, tags(fields));
      case REMOVE_CONVERSATION_TAGS -> new Action.RemoveTags(Scope.CONVERSATION, tags(fields));
      case ADD_CUSTOMER_TAGS -> new Action.AddTags(Scope.CUSTOMER, tags(fields));
      case REMOVE_CUSTOMER_TAGS -> new Action.RemoveTags(Scope.CUSTOMER, tags(fields));
      case SET_FIELD -> setField(fields, node);
      case SET_SLA_POLICY -> {
        String id =
            known(
                fields,
                "to",
                id(fields, "to"),
                policies == null ? Set.of() : policies,
                "SLA policy");
        yield id == null ? null : new Action.SetSlaPolicy(id);
      }
      case SNOOZE -> snooze(fields);
      case SEND_TEMPLATE -> {
        String id = declared(fields, "template", templates, "message template");
        yield id == null ? null : new Action.SendTemplate(id);
      }
      case LOOKUP -> {
        String id = declared(fields, "lookup", lookups, "lookup");
        yield id == null ? null : new Action.Lookup(id);
      }
      case NOTIFY -> notify(fields, node);
      case HAND_OFF -> new Action.HandOff(line(fields, "note", SettingsLimits.LINE));
      case HAND_BACK -> new Action.HandBack(line(fields, "note", SettingsLimits.LINE));
      case RUN_RULE_SET -> {
        Node to = fields.get("to");
        String id = to == null ? null : Values.id(to);
        if (to != null && id != null) {
          started.putIfAbsent(id, to);
        }
        yield id == null ? null : new Action.RunRuleSet(id);
      }
    };
  }

  private static <E extends Enum<E>> @Nullable E constant(Fields fields, Class<E> type) {
    Node node = fields.get("to");
    return node == null ? null : node.oneOf(type);
  }

  private static @Nullable String id(Fields fields, String field) {
    Node node = fields.get(field);
    return node == null ? null : Values.id(node);
  }

  private static @Nullable String line(Fields fields, String field, int most) {
    Node node = fields.get(field);
    return node == null ? null : node.line(most);
  }

  private @Nullable Action team(Fields fields) {
    Node node = fields.get("to");
    String id = node == null ? null : Values.id(node);
    if (node == null || id == null) {
      return null;
    }
    index.checkTarget(node, id);
    return new Action.SetTeam(id);
  }

  private @Nullable String agent(Fields fields, String field) {
    Node node = fields.get(field);
    String id = node == null ? null : Values.id(node);
    return node == null || id == null || !index.knowsAgent(node, id) ? null : id;
  }

  private static List<String> tags(Fields fields) {
    List<String> tags = new ArrayList<>();
    for (Node item : fields.items("tags", SettingsLimits.TAGS)) {
      String tag = item.line(SettingsLimits.NAME);
      if (tag != null && !tags.contains(tag)) {
        tags.add(tag);
      }
    }
    return tags;
  }

  /** An id that must be declared; null if it is not. */
  private static @Nullable String declared(
      Fields fields, String field, Set<String> declared, String kind) {
    Node node = fields.get(field);
    String id = node == null ? null : Values.id(node);
    if (node == null || id == null || declared.contains(id)) {
      return id;
    }
    node.error(
        ProblemCode.UNKNOWN_VALUE,
        "there is no " + kind + " '" + Words.shown(id) + "'",
        Words.didYouMean(id, declared));
    return null;
  }

  /** An id that must be declared where any of its kind are; null if it is not. */
  private static @Nullable String known(
      Fields fields, String field, @Nullable String id, Set<String> declared, String kind) {
    Node node = fields.get(field);
    if (node == null || id == null || declared.isEmpty() || declared.contains(id)) {
      return id;
    }
    node.error(
        ProblemCode.UNKNOWN_VALUE,
        "there is no " + kind + " '" + Words.shown(id) + "'",
        Words.didYouMeanOneOf(id, declared));
    return null;
  }

  private @Nullable Action category(Fields fields) {
    String named = line(fields, "to", SettingsLimits.NAME);
    String category = known(fields, "to", named, tickets.categories().keySet(), "category");
    TicketsConfig.Category declared = category == null ? null : tickets.categories().get(category);
    String sub = line(fields, "subCategory", SettingsLimits.NAME);
    if (declared != null && sub != null && !declared.subCategories().containsKey(sub)) {
      Node node = fields.get("subCategory");
      if (node != null) {
        node.error(
            ProblemCode.UNKNOWN_VALUE,
            "the category '%s' has no sub-category '%s'"
                .formatted(Words.shown(declared.id()), Words.shown(sub)),
            Words.didYouMean(sub, declared.subCategories().keySet()));
      }
      return null;
    }
    return category == null ? null : new Action.SetCategory(category, sub);
  }

  private @Nullable Action setField(Fields fields, Node node) {
    String name =
        known(fields, "name", id(fields, "name"), tickets.customFields().keySet(), "custom field");
    TicketsConfig.CustomField declared = name == null ? null : tickets.customFields().get(name);
    Node to = fields.get("to");
    Node expression = fields.get("expression");
    if ((to == null) == (expression == null)) {
      node.error(
          ProblemCode.MISSING,
          "set-field has either 'to' or 'expression'",
          "to: a value as it is; expression: one that CEL computes");
      return null;
    }
    String text = to == null ? null : ConditionReader.text(to);
    if (to != null && text != null && declared != null && declared.normal(text) == null) {
      to.error(
          ProblemCode.BAD_VALUE,
          "%s must be %s (was '%s')".formatted(declared.id(), declared.wanted(), Words.shown(text)),
          null);
      return null;
    }
    String cel = expression == null ? null : expression.text(SettingsLimits.TEXT);
    return name == null || (text == null && cel == null)
        ? null
        : new Action.SetField(name, text, cel);
  }

  private static @Nullable Action snooze(Fields fields) {
    Node node = fields.get("for");
    if (node == null) {
      return new Action.Snooze(null);
    }
    Duration duration =
        Values.duration(node, SettingsLimits.SNOOZE_MIN, SettingsLimits.SNOOZE_MAX, Duration.ZERO);
    return duration == null ? null : new Action.Snooze(duration);
  }

  private @Nullable Action notify(Fields fields, Node node) {
    Map<Recipient, String> recipients = new LinkedHashMap<>();
    for (Recipient recipient : Recipient.values()) {
      String field = recipient.name().toLowerCase(Locale.ROOT);
      Node value = fields.get(field);
      if (value != null) {
        String name = recipient(recipient, fields, value, field);
        recipients.put(recipient, name == null ? "" : name);
      }
    }
    if (recipients.size() != 1) {
      node.error(
          ProblemCode.MISSING,
          "notify tells exactly one of: agent, team, email, webhook",
          "write one action for each");
      return null;
    }
    String message = line(fields, "message", SettingsLimits.LINE);
    Map.Entry<Recipient, String> only = recipients.entrySet().iterator().next();
    return message == null || only.getValue().isEmpty()
        ? null
        : new Action.Notify(only.getKey(), only.getValue(), message);
  }

  private @Nullable String recipient(Recipient recipient, Fields fields, Node node, String field) {
    return switch (recipient) {
      case AGENT -> agent(fields, field);
      case TEAM -> {
        String id = Values.id(node);
        if (id != null) {
          index.checkTarget(node, id);
        }
        yield id;
      }
      case WEBHOOK -> Values.id(node);
      case EMAIL -> {
        String address = node.line(SettingsLimits.LINE);
        if (address != null && !EMAIL.matcher(address).matches()) {
          node.error(
              ProblemCode.BAD_VALUE,
              "email must be an address (was '" + Words.shown(address) + "')",
              null);
          yield null;
        }
        yield address;
      }
    };
  }
}
