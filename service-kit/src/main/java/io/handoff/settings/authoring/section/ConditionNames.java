package io.handoff.settings.authoring.section;

import io.handoff.rules.Field;
import io.handoff.rules.Operator;
import io.handoff.rules.RuleFields;
import io.handoff.rules.script.ScriptCompiler;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.CustomField;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What conditions and scripts name, checked against what the account declares. Where it declares
 * nothing of a kind, any name will do.
 *
 * <p>What is not declared is an error in files that people write. In a published document it is
 * none: it may have been applied before this was checked.
 */
final class ConditionNames {

  private static final String LOOKUP = "lookup.";
  private static final String TICKET_FIELD = "ticket.fields.";

  private final Map<Field, Collection<String>> ids = new HashMap<>();
  private final Map<String, CustomField> customFields;
  private final ScriptCompiler.Names names;
  private final boolean hasHours;

  /**
   * @param hasHours whether the account or a team has business hours
   */
  ConditionNames(Set<String> channels, ActionReader.Known known, boolean hasHours) {
    this.hasHours = hasHours;
    TicketsConfig tickets = known.tickets();
    customFields = tickets.customFields();
    names = new ScriptCompiler.Names(customFields.keySet(), known.lookups());
    ids.put(RuleFields.CHANNEL_ID, channels);
    ids.put(RuleFields.TICKET_TEAM, known.people().teamIds());
    ids.put(RuleFields.TICKET_AGENT, known.people().agentIds());
    ids.put(RuleFields.TICKET_DEPARTMENT, tickets.departments().keySet());
    ids.put(RuleFields.TICKET_CATEGORY, tickets.categories().keySet());
    ids.put(
        RuleFields.TICKET_SUB_CATEGORY,
        tickets.categories().values().stream()
            .flatMap(category -> category.subCategories().keySet().stream())
            .collect(Collectors.toSet()));
    if (known.policies() != null) {
      ids.put(RuleFields.TICKET_SLA_POLICY, known.policies());
    }
  }

  /** What scripts can name; null: nothing is checked. */
  ScriptCompiler.@Nullable Names ofScripts(Node node) {
    return isStrict(node) ? names : null;
  }

  /** Reports a field that is not declared, or is not compared like this. */
  void check(Node node, Field field, @Nullable Node operatorNode, @Nullable Operator operator) {
    String name = field.name();
    if (name.startsWith(LOOKUP)) {
      String id = name.substring(LOOKUP.length()).split("\\.", 2)[0];
      if (!names.lookups().contains(id)) {
        node.warning(
            ProblemCode.NO_EFFECT,
            "there is no lookup '" + Words.shown(id) + "', so this is never known",
            "declare it under 'lookups'");
      }
    }
    if (field.equals(RuleFields.BUSINESS_HOURS) && !hasHours) {
      node.warning(
          ProblemCode.NO_EFFECT,
          "there are no business hours, so it is always within them",
          "set hours of a team, or routing.hours");
    }
    if (!name.startsWith(TICKET_FIELD) || !isStrict(node)) {
      return;
    }
    CustomField declared = declared(field);
    String id = name.substring(TICKET_FIELD.length());
    if (!names.hasTicketField(id)) {
      node.error(
          ProblemCode.UNKNOWN_VALUE,
          "there is no custom field '" + Words.shown(id) + "'",
          Words.didYouMeanOneOf(id, customFields.keySet()));
    } else if (declared != null
        && operator != null
        && operatorNode != null
        && isOrder(operator)
        && !hasOrder(declared)) {
      operatorNode.error(
          ProblemCode.BAD_OPERATOR,
          "'%s' does not fit %s, which is %s".formatted(operator.key(), name, declared.wanted()),
          "use is or is-any-of");
    }
  }

  /** Whether a value can be one of the field's; false: it is reported. */
  boolean check(Node node, Field field, Operator operator, String text) {
    CustomField declared = declared(field);
    if (declared != null
        && isStrict(node)
        && isEquality(operator)
        && declared.normal(text) == null) {
      node.error(
          ProblemCode.BAD_VALUE,
          "%s must be %s (was '%s')".formatted(field.name(), declared.wanted(), Words.shown(text)),
          Words.didYouMean(text, declared.choices()));
      return false;
    }
    Collection<String> known = ids.getOrDefault(field, Set.of());
    if (isEquality(operator) && !known.isEmpty() && !known.contains(text)) {
      node.warning(
          ProblemCode.NO_EFFECT,
          "there is no %s '%s'".formatted(kind(field), Words.shown(text)),
          Words.didYouMean(text, known));
    }
    return true;
  }

  private @Nullable CustomField declared(Field field) {
    return field.name().startsWith(TICKET_FIELD)
        ? customFields.get(field.name().substring(TICKET_FIELD.length()))
        : null;
  }

  private static String kind(Field field) {
    return field.equals(RuleFields.CHANNEL_ID)
        ? "channel"
        : switch (field.name()) {
          case "ticket.subCategory" -> "sub-category";
          case "ticket.slaPolicy" -> "SLA policy";
          default -> field.name().substring("ticket.".length());
        };
  }

  private static boolean isEquality(Operator operator) {
    return operator.positive() == Operator.IS || operator.positive() == Operator.IS_ANY_OF;
  }

  private static boolean isOrder(Operator operator) {
    return switch (operator.positive()) {
      case LESS_THAN, AT_MOST, AT_LEAST, MORE_THAN, BETWEEN -> true;
      default -> false;
    };
  }

  /** Texts are compared as numbers where they are some; days and names have no order. */
  private static boolean hasOrder(CustomField field) {
    return field.type() == TicketsConfig.FieldType.NUMBER
        || field.type() == TicketsConfig.FieldType.TEXT;
  }

  private static boolean isStrict(Node node) {
    return node.reading().strictness() == Strictness.STRICT;
  }
}
