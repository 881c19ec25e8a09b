package io.handoff.settings.authoring.section;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Script;
import io.handoff.rules.script.ScriptCompiler;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules}: rule sets, in the order of the file. */
final class RulesReader {

  private final ActionReader.Known known;
  private final ConditionNames names;
  private final ConditionReader conditions;
  private final Map<String, Node> started = new LinkedHashMap<>();
  private int count;

  /**
   * A reader of one file.
   *
   * @param language of words for which none is named
   * @param channels ids of the account's channels
   * @param known what actions can name
   * @param hasHours whether the account or a team has business hours
   */
  RulesReader(String language, Set<String> channels, ActionReader.Known known, boolean hasHours) {
    this.known = known;
    this.names = new ConditionNames(channels, known, hasHours);
    this.conditions = new ConditionReader(language, names);
  }

  List<RuleSet> read(@Nullable Node node) {
    List<Node> items = node == null ? null : node.items(SettingsLimits.RULE_SETS);
    if (node == null || items == null) {
      if (node == null) {
        started.forEach((id, where) -> checkStarted(id, where, Set.of()));
      }
      return List.of();
    }
    Map<String, RuleSet> sets = new LinkedHashMap<>();
    Map<String, Node> nodes = new LinkedHashMap<>();
    Set<String> declared = new HashSet<>();
    for (Node item : items) {
      declared.add(item.rawId());
      RuleSet set = ruleSet(item);
      if (set != null && sets.putIfAbsent(set.id(), set) != null) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "there is another rule set with the id '" + Words.shown(set.id()) + "'",
            "give each its own id");
      } else if (set != null) {
        nodes.put(set.id(), item);
      }
    }
    if (count > SettingsLimits.RULES) {
      node.error(
          ProblemCode.TOO_LONG,
          "an account can have at most %,d rules (has %,d)".formatted(SettingsLimits.RULES, count),
          null);
    }
    started.forEach((id, where) -> checkStarted(id, where, declared));
    sets.values().forEach(set -> warnOfIdleSet(set, nodes.get(set.id())));
    return List.copyOf(sets.values());
  }

  private static void checkStarted(String id, Node where, Set<String> declared) {
    if (!declared.contains(id)) {
      where.error(
          ProblemCode.UNKNOWN_RULE_SET,
          "there is no rule set '" + Words.shown(id) + "'",
          Words.didYouMean(id, declared));
    }
  }

  private void warnOfIdleSet(RuleSet set, @Nullable Node node) {
    if (node != null && set.on().isEmpty() && !saysWhen(node) && !started.containsKey(set.id())) {
      node.warning(
          ProblemCode.NO_EFFECT,
          "nothing starts the rule set '" + Words.shown(set.id()) + "'",
          "say on what it is looked at: on: handoff");
    } else if (node != null
        && set.on().equals(Set.of(RuleTrigger.LOOKUP_ANSWERED))
        && known.lookups().isEmpty()) {
      node.warning(
          ProblemCode.NO_EFFECT,
          "the account has no lookups, so '" + Words.shown(set.id()) + "' is never looked at",
          "declare one under 'lookups'");
    }
  }

  /** Whether the set says on what it is looked at, be it with an error. */
  private static boolean saysWhen(Node set) {
    Yaml.Entry on = set.yaml() instanceof Yaml.Mapping mapping ? mapping.entries().get("on") : null;
    return on != null && !(on.value() instanceof Yaml.Sequence list && list.items().isEmpty());
  }

  /** A condition that stands elsewhere. */
  Condition condition(Node node) {
    return conditions.read(node);
  }

  /** Actions on a ticket that stand elsewhere; to be read before {@link #read}. */
  List<Action> actions(Node node) {
    List<Action> actions = new ActionReader(known, false, started).read(node);
    ScriptReader.report(
        node, node.label(), ScriptCompiler.problems(actions, names.ofScripts(node)));
    return actions;
  }

  private @Nullable RuleSet ruleSet(Node item) {
    Fields fields = Fields.of(item, Section.RULE_SET);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    Node onNode = fields.get("on");
    Set<RuleTrigger> on = onNode == null ? Set.of() : triggers(onNode);
    RuleSet.Match match = fields.oneOf("match", RuleSet.Match.class, RuleSet.Match.FIRST);
    Map<String, Rule> rules = new LinkedHashMap<>();
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (Node ruleNode : fields.items("rules", SettingsLimits.RULES)) {
      count++;
      Rule rule = rule(ruleNode, on.contains(RuleTrigger.HANDOFF));
      if (rule != null && rules.putIfAbsent(rule.id(), rule) != null) {
        ruleNode.error(
            ProblemCode.DUPLICATE_ID,
            "there is another rule with the id '" + Words.shown(rule.id()) + "' in this set",
            "give each its own id");
      } else if (rule != null) {
        nodes.put(rule.id(), ruleNode);
      }
    }
    if (id == null) {
      return null;
    }
    RuleSet set = new RuleSet(id, on, match, List.copyOf(rules.values()));
    UnreachableRules.warn(set, nodes);
    return set;
  }

  private static Set<RuleTrigger> triggers(Node node) {
    Set<RuleTrigger> triggers = new HashSet<>();
    List<Node> items =
        node.yaml() instanceof Yaml.Sequence ? node.items(SettingsLimits.RULE_SETS) : List.of(node);
    for (Node item : items == null ? List.<Node>of() : items) {
      RuleTrigger trigger = item.oneOf(RuleTrigger.class);
      if (trigger == RuleTrigger.CALLED) {
        item.error(
            ProblemCode.UNKNOWN_VALUE,
            "'called' is no event",
            "leave 'on' out, and start the set from another with run-rule-set");
      } else if (trigger != null) {
        triggers.add(trigger);
      }
    }
    return triggers;
  }

  private @Nullable Rule rule(Node node, boolean onHandoff) {
    Fields fields = Fields.of(node, Section.RULE);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    Node whenNode = fields.get("when");
    Condition when = whenNode == null ? Condition.ALWAYS : conditions.read(whenNode);
    ActionReader actions = new ActionReader(known, onHandoff, started);
    Node scriptNode = fields.get("script");
    Script script = scriptNode == null ? null : new ScriptReader(actions, names).read(scriptNode);
    Node thenNode = fields.get("then");
    List<Action> then = thenNode == null ? List.of() : actions.read(thenNode);
    if (scriptNode != null && thenNode != null) {
      thenNode.error(
          ProblemCode.NO_EFFECT,
          "a rule has a script or actions, not both",
          "put the actions under 'then' of a branch of the script");
    } else if (scriptNode == null && thenNode == null) {
      node.error(ProblemCode.MISSING, "'then' is missing in " + node.label(), "say what it does");
    } else if (thenNode != null) {
      ScriptReader.report(thenNode, "then", ScriptCompiler.problems(then, names.ofScripts(node)));
    }
    Node afterNode = fields.get("after");
    Rule.After after = afterNode == null ? null : afterNode.oneOf(Rule.After.class);
    return id == null ? null : new Rule(id, when, script, then, after);
  }
}
