package io.handoff.settings.json;

import io.handoff.kit.Kebab;
import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Script;
import io.handoff.rules.Value;
import io.handoff.settings.model.LookupConfig;
import io.handoff.settings.model.LookupsConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes rule sets so that {@code RulesReader} reads them back to the same. */
final class RulesWriter {

  private final JsonText json;

  RulesWriter(JsonText json) {
    this.json = json;
  }

  void write(LookupsConfig lookups) {
    json.list("lookups", lookups.byId().values(), lookup -> json.object(() -> lookup(lookup)));
  }

  private void lookup(LookupConfig lookup) {
    json.field("id", lookup.id());
    json.field("url", lookup.url());
    json.list(
        "headers",
        lookup.headers().entrySet(),
        header ->
            json.object(
                () -> {
                  json.field("name", header.getKey());
                  json.field("value", header.getValue());
                }));
    json.field("timeout", lookup.timeout().toString());
    json.field("cache", lookup.cache().isZero() ? "off" : lookup.cache().toString());
    json.list(
        "fields",
        lookup.fields(),
        given ->
            json.object(
                () -> {
                  json.field("name", given.name());
                  json.field("type", Kebab.of(given.type()));
                  json.field("at", given.at());
                }));
  }

  void write(List<RuleSet> sets) {
    json.list("rules", sets, set -> json.object(() -> ruleSet(set)));
  }

  private void ruleSet(RuleSet set) {
    json.field("id", set.id());
    json.list(
        "on",
        set.on().stream().sorted(Comparator.naturalOrder()).map(RuleTrigger::key).toList(),
        json::value);
    json.field("match", Kebab.of(set.match()));
    json.list("rules", set.rules(), rule -> json.object(() -> rule(rule)));
  }

  private void rule(Rule rule) {
    json.field("id", rule.id());
    when(rule.when());
    Script script = rule.script();
    if (script == null) {
      actions(rule.then());
    } else {
      json.object("script", () -> script(script));
    }
    if (rule.after() != null) {
      json.field("after", Kebab.of(rule.after()));
    }
  }

  /** What must hold; nothing where it always does. */
  void when(Condition when) {
    if (!when.equals(Condition.ALWAYS)) {
      json.object("when", () -> condition(when));
    }
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.All all ->
          json.list("all", all.conditions(), part -> json.object(() -> condition(part)));
      case Condition.Any any ->
          json.list("any", any.conditions(), part -> json.object(() -> condition(part)));
      case Condition.Not not -> json.object("not", () -> condition(not.condition()));
      case Condition.Comparison comparison -> comparison(comparison);
    }
  }

  private void comparison(Condition.Comparison comparison) {
    json.field("field", comparison.field().name());
    json.field("operator", comparison.operator().key());
    if (comparison.operator().operands() == Operator.Operands.ONE) {
      json.field("value", comparison.values().getFirst().shown());
    } else if (comparison.operator().operands() != Operator.Operands.NONE) {
      json.list("value", comparison.values().stream().map(Value::shown).toList(), json::value);
    }
    present("language", comparison.language());
  }

  private void script(Script script) {
    json.list(
        "variables",
        script.variables(),
        variable ->
            json.object(
                () -> {
                  json.field("name", variable.name());
                  json.field("expression", variable.expression());
                }));
    branches(script.branches());
  }

  private void branches(List<Script.Branch> branches) {
    json.list("match", branches, branch -> json.object(() -> branch(branch)));
  }

  private void branch(Script.Branch branch) {
    present("when", branch.when());
    if (branch.branches().isEmpty()) {
      actions(branch.then());
    } else {
      branches(branch.branches());
    }
  }

  /** What is done. */
  void actions(List<Action> actions) {
    json.list("then", actions, action -> json.object(() -> action(action)));
  }

  private void action(Action action) {
    json.field("action", action.key());
    switch (action) {
      case Action.SetStatus a -> json.field("to", a.status().key());
      case Action.SetPriority a -> json.field("to", a.priority().key());
      case Action.SetDepartment a -> json.field("to", a.departmentId());
      case Action.SetTeam a -> json.field("to", a.teamId());
      case Action.SetAgent a -> json.field("to", a.agentId());
      case Action.SetCategory a -> {
        json.field("to", a.category());
        present("subCategory", a.subCategory());
      }
      case Action.AddTags a -> json.list("tags", a.tags(), json::value);
      case Action.RemoveTags a -> json.list("tags", a.tags(), json::value);
      case Action.SetField a -> {
        json.field("name", a.name());
        present("to", a.text());
        present("expression", a.expression());
      }
      case Action.SetSlaPolicy a -> json.field("to", a.policyId());
      case Action.Snooze a -> present("for", a.duration() == null ? null : a.duration().toString());
      case Action.SendTemplate a -> json.field("template", a.templateId());
      case Action.Notify a -> {
        json.field(a.recipient().name().toLowerCase(Locale.ROOT), a.name());
        json.field("message", a.message());
      }
      case Action.HandOff a -> present("note", a.note());
      case Action.HandBack a -> present("note", a.note());
      case Action.RunRuleSet a -> json.field("to", a.ruleSetId());
      case Action.Lookup a -> json.field("lookup", a.lookupId());
    }
  }

  private void present(String field, @Nullable String value) {
    if (value != null) {
      json.field(field, value);
    }
  }
}
