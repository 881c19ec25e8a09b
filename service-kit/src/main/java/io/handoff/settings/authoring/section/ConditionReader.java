package io.handoff.settings.authoring.section;

import io.handoff.language.trigger.TriggerTerm;
import io.handoff.language.trigger.TriggerTerms;
import io.handoff.rules.Condition;
import io.handoff.rules.Field;
import io.handoff.rules.FieldType;
import io.handoff.rules.Operator;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Value;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.model.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a condition: a comparison, or all, any, not of conditions. */
final class ConditionReader {

  private final String language;
  private final ConditionNames names;

  /**
   * @param language of words for which none is named
   */
  ConditionReader(String language, ConditionNames names) {
    this.language = language;
    this.names = names;
  }

  /** What is wrong is reported, and counts as holding always. */
  Condition read(Node node) {
    if (node.yaml() instanceof Yaml.Sequence) {
      return new Condition.All(list(node));
    }
    Fields fields = Fields.of(node, Section.CONDITION);
    if (fields == null) {
      return Condition.ALWAYS;
    }
    List<String> forms =
        Stream.of("all", "any", "not", "field").filter(f -> fields.get(f) != null).toList();
    if (forms.size() != 1) {
      node.error(
          ProblemCode.WRONG_TYPE,
          forms.isEmpty()
              ? "a condition has one of: field, all, any, not"
              : "a condition has only one of: " + String.join(", ", forms),
          forms.isEmpty() ? null : "put them into a list under 'all'");
      return Condition.ALWAYS;
    }
    Node inner = fields.get(forms.getFirst());
    if (inner == null) {
      return Condition.ALWAYS;
    }
    if (!forms.getFirst().equals("field")) {
      Stream.of("operator", "value", "language")
          .map(fields::get)
          .forEach(stray -> refuseStray(stray, forms.getFirst()));
    }
    return switch (forms.getFirst()) {
      case "all" -> new Condition.All(list(inner));
      case "any" -> new Condition.Any(list(inner));
      case "not" -> new Condition.Not(read(inner));
      default -> comparison(fields, inner);
    };
  }

  private static void refuseStray(@Nullable Node stray, String form) {
    if (stray != null) {
      stray.error(
          ProblemCode.UNKNOWN_FIELD,
          "'" + stray.label() + "' does not stand beside '" + form + "'",
          "it belongs to a condition with 'field'");
    }
  }

  private List<Condition> list(Node node) {
    List<Node> items = node.items(SettingsLimits.CONDITIONS);
    List<Condition> conditions = new ArrayList<>();
    for (Node item : items == null ? List.<Node>of() : items) {
      conditions.add(read(item));
    }
    if (items != null && items.isEmpty()) {
      node.error(ProblemCode.MISSING, node.label() + " holds no condition", null);
    }
    return conditions;
  }

  private Condition comparison(Fields fields, Node fieldNode) {
    Field field = field(fieldNode);
    Node operatorNode = fields.required("operator");
    Operator operator =
        field == null || operatorNode == null ? null : operator(operatorNode, field);
    Node valueNode = fields.get("value");
    if (field != null) {
      names.check(fieldNode, field, operatorNode, operator);
    }
    if (field == null || operator == null) {
      return Condition.ALWAYS;
    }
    String words = words(fields, operator);
    List<Value> values = values(fields, valueNode, field, operator, words);
    return values == null
        ? Condition.ALWAYS
        : new Condition.Comparison(field, operator, values, words);
  }

  private @Nullable Field field(Node node) {
    String name = node.line(SettingsLimits.ID);
    if (name == null) {
      return null;
    }
    Optional<Field> field = RuleFields.named(name);
    if (field.isEmpty()) {
      node.error(
          ProblemCode.UNKNOWN_VALUE,
          "there is no field '" + Words.shown(name) + "'",
          fieldHint(name));
    }
    return field.orElse(null);
  }

  private static String fieldHint(String name) {
    String near = Words.didYouMeanOneOf(name, RuleFields.suggestions());
    int dot = name.indexOf('.');
    String family =
        RuleFields.FAMILIES.stream()
            .filter(
                f -> dot > 0 && !f.equals("lookup.") && f.startsWith(name.substring(0, dot + 1)))
            .findFirst()
            .orElse("");
    String named = family + name.substring(dot + 1);
    return !family.isEmpty() && RuleFields.named(named).isPresent()
        ? near + " what an outside system says is '" + Words.shown(named) + "'"
        : near;
  }

  private static @Nullable Operator operator(Node node, Field field) {
    String key = node.line(SettingsLimits.NAME);
    if (key == null) {
      return null;
    }
    FieldType type = field.type();
    List<String> fitting = type.operators().stream().map(Operator::key).toList();
    for (Operator operator : Operator.values()) {
      if (operator.key().equals(key)) {
        if (type.takes(operator)) {
          return operator;
        }
        node.error(
            ProblemCode.BAD_OPERATOR,
            "'%s' does not fit %s, which holds %s".formatted(key, field.name(), type.title()),
            hint(operator, type, fitting));
        return null;
      }
    }
    node.error(
        ProblemCode.UNKNOWN_VALUE,
        "there is no operator '" + Words.shown(key) + "'",
        Words.didYouMeanOneOf(key, fitting));
    return null;
  }

  /** What was probably meant where an operator is right for other fields. */
  private static String hint(Operator operator, FieldType type, List<String> fitting) {
    Operator meant =
        switch (operator) {
          case IS, CONTAINS -> type == FieldType.TAGS ? Operator.HAS : Operator.IS;
          case IS_NOT, DOES_NOT_CONTAIN ->
              type == FieldType.TAGS ? Operator.HAS_NOT : Operator.IS_NOT;
          case IS_ANY_OF, MENTIONS_ANY_OF ->
              type == FieldType.TAGS ? Operator.HAS_ANY_OF : Operator.IS_ANY_OF;
          case HAS, HAS_ALL_OF -> type == FieldType.WORDS ? Operator.CONTAINS : Operator.IS;
          case HAS_ANY_OF ->
              type == FieldType.WORDS ? Operator.MENTIONS_ANY_OF : Operator.IS_ANY_OF;
          case MORE_THAN -> Operator.AT_LEAST;
          case AT_MOST -> Operator.LESS_THAN;
          default -> operator;
        };
    return type.takes(meant)
        ? "did you mean '" + meant.key() + "'?"
        : "one of: " + String.join(", ", fitting);
  }

  /** The language of the words that are looked for; null where none are. */
  private @Nullable String words(Fields fields, Operator operator) {
    if (operator.positive() == Operator.MENTIONS_ANY_OF) {
      return Languages.primary(fields.language("language", language));
    }
    Node node = fields.get("language");
    if (node != null) {
      node.error(
          ProblemCode.NO_EFFECT,
          "'language' has no meaning for " + operator.key(),
          "it is the language of words that mentions-any-of looks for");
    }
    return null;
  }

  private @Nullable List<Value> values(
      Fields fields, @Nullable Node node, Field field, Operator operator, @Nullable String words) {
    Operator.Operands wanted = operator.operands();
    if (wanted == Operator.Operands.NONE) {
      if (node != null) {
        node.error(
            ProblemCode.BAD_VALUE, "'" + operator.key() + "' takes no value", "remove 'value'");
      }
      return List.of();
    }
    Node value = node == null ? fields.required("value") : node;
    if (value == null) {
      return null;
    }
    boolean listed = value.yaml() instanceof Yaml.Sequence;
    List<Node> items =
        listed && wanted != Operator.Operands.ONE
            ? value.items(SettingsLimits.VALUES)
            : List.of(value);
    if (items == null) {
      return null;
    }
    int least = wanted == Operator.Operands.TWO ? 2 : 1;
    if (items.size() < least || (least == 2 && items.size() > 2)) {
      value.error(
          ProblemCode.BAD_VALUE,
          "'%s' takes %s"
              .formatted(operator.key(), least == 2 ? "two values" : "at least one value"),
          least == 2 ? "write them as a list: [08:00, 18:00]" : null);
      return null;
    }
    List<Value> values = new ArrayList<>();
    for (Node item : items) {
      Value read = value(item, field, operator, words);
      if (read != null) {
        values.add(read);
      }
    }
    return values.size() == items.size() ? values : null;
  }

  private @Nullable Value value(Node node, Field field, Operator operator, @Nullable String words) {
    String text = text(node);
    if (text == null) {
      return null;
    }
    Value value = field.type().operand(text, operator);
    if (value == null) {
      node.error(
          ProblemCode.BAD_VALUE,
          "%s is compared with %s (was '%s')"
              .formatted(field.name(), field.type().example(), Words.shown(text)),
          null);
      return null;
    }
    if (!field.choices().isEmpty() && !field.choices().contains(text)) {
      node.error(
          ProblemCode.UNKNOWN_VALUE,
          field.name() + " cannot be '" + Words.shown(text) + "'",
          Words.didYouMeanOneOf(text, field.choices()));
      return null;
    }
    if (words != null) {
      return isWords(node, text, words) ? value : null;
    }
    return names.check(node, field, operator, text) ? value : null;
  }

  private static boolean isWords(Node node, String text, String language) {
    List<TriggerTerms.Problem> problems =
        TriggerTerms.problems(new TriggerTerm("x", text, language));
    problems.forEach(
        problem ->
            node.error(
                ProblemCode.BAD_TEXT, problem.message().replace("The trigger", "the word"), null));
    return problems.isEmpty();
  }

  /** A text; true and false are texts here. */
  static @Nullable String text(Node node) {
    if (node.yaml() instanceof Yaml.Scalar scalar
        && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return scalar.text();
    }
    return node.line(SettingsLimits.TEXT);
  }
}
