package io.handoff.routing.decision.assignment;

import io.handoff.kit.Kebab;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.News;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.rules.Action;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Value;
import io.handoff.rules.engine.Cascade;
import io.handoff.rules.engine.Evaluation.Fired;
import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.rules.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules on handoff (R3): where it goes, how much it matters, and what the ticket begins with. Help
 * desk only; a ticket is made whatever the rules say.
 */
final class HandoffRules implements Cascade.World<HandoffRules.Plan> {

  /**
   * What rules made of a handoff.
   *
   * @param fields what the ticket begins with, by the names of {@code
   *     RoutingDecision.assignedFields}
   * @param news what people are told
   */
  record Plan(
      RoutingTarget target, Priority priority, Map<String, String> fields, List<News> news) {}

  /** Between tags in one value; no tag holds it. */
  static final String BETWEEN_TAGS = "\n";

  private final AccountConfig account;
  private final HandoffAsked asked;

  private HandoffRules(AccountConfig account, HandoffAsked asked) {
    this.account = account;
    this.asked = asked;
  }

  /** Looks at the rules; what they did is put down as {@link Effect.Ruled}. */
  static Plan plan(DecisionBuilder decision, HandoffAsked asked, ChannelConfig channel) {
    RoutingTarget target = RoutingTarget.of(channel.handoff().target());
    Plan plain = new Plan(target, Priority.NORMAL, Map.of(), List.of());
    Roster roster = decision.roster();
    if (target.kind() != TargetKind.HELP_DESK
        || channel.handoff().process() == Process.NONE
        || roster.rules().on(RuleTrigger.HANDOFF).isEmpty()) {
      return plain;
    }
    Cascade.Result<Plan> result =
        Cascade.run(
            roster.rules(),
            new HandoffRules(roster.config(), asked),
            plain,
            List.of(RuleEvent.of(RuleTrigger.HANDOFF)),
            asked.about().depth());
    Plan plan = result.state();
    decision.effect(
        new Effect.Ruled(asked.handoff(), RuleReport.of(result), plan.fields(), plan.news()));
    return plan;
  }

  @Override
  public Facts facts(Plan plan, RuleEvent event) {
    Handoff handoff = asked.handoff();
    Facts.Builder facts =
        RuleContext.at(
                account,
                handoff.channelId(),
                plan.target().teamId(),
                asked.origin().occurredAt(),
                handoff.lastMessage())
            .set(RuleFields.STORE, asked.about().storeId())
            .set(RuleFields.TOPIC, asked.about().topic())
            .setAll("conversation.fields.", asked.about().fields())
            .set(RuleFields.LANGUAGE, handoff.language())
            .set(RuleFields.SUBJECT, handoff.subject())
            .set(RuleFields.MESSAGES, Value.number(handoff.messageCount()))
            .set(RuleFields.TEST, Value.truth(handoff.test()))
            .set(RuleFields.HANDOFF_REASON, Kebab.of(handoff.reason()))
            .set(RuleFields.HANDOFF_TRIGGER, handoff.evidence().triggerId())
            .set(RuleFields.TICKET_PRIORITY, plan.priority().name().toLowerCase(Locale.ROOT))
            .set(RuleFields.TICKET_DEPARTMENT, plan.target().departmentId())
            .set(RuleFields.TICKET_TEAM, plan.target().teamId())
            .set(RuleFields.TICKET_AGENT, plan.target().agentId())
            .set(RuleFields.CONVERSATION_TAGS, Value.texts(tags(plan, "conversationTags")))
            .set(RuleFields.CUSTOMER_TAGS, customerTags(plan))
            .set(RuleFields.EARLIER_TICKETS, Value.number(asked.about().customer().tickets()));
    asked.about().customer().describe(facts);
    Customer customer = handoff.customer();
    if (customer != null) {
      facts
          .set(RuleFields.CUSTOMER_ID, customer.customerId())
          .set(RuleFields.CUSTOMER_NAME, customer.name())
          .set(RuleFields.CUSTOMER_EMAIL, customer.email())
          .setAll("customer.attributes.", customer.attributes());
    }
    return event.describe(facts).build();
  }

  /** What the customer had before, what an outside system gives, and what rules have added. */
  private Value customerTags(Plan plan) {
    TreeSet<String> all = new TreeSet<>(asked.about().customer().tags());
    all.addAll(tags(plan, "customerTags"));
    return asked.about().customer().tagsWith(List.copyOf(all));
  }

  private static List<String> tags(Plan plan, String field) {
    String tags = plan.fields().get(field);
    return tags == null ? List.of() : List.of(tags.split(BETWEEN_TAGS));
  }

  @Override
  public Cascade.Applied<Plan> apply(Plan plan, Fired fired) {
    RoutingTarget target = plan.target();
    Priority priority = plan.priority();
    Map<String, String> fields = new TreeMap<>(plan.fields());
    List<News> news = new ArrayList<>(plan.news());
    for (Action action : fired.actions()) {
      switch (action) {
        case Action.SetPriority a -> priority = Priority.valueOf(a.priority().name());
        case Action.SetDepartment a ->
            target = at(target, a.departmentId(), target.teamId(), target.agentId());
        case Action.SetTeam a -> target = at(target, target.departmentId(), a.teamId(), null);
        case Action.SetAgent a ->
            target =
                at(
                    target,
                    target.departmentId(),
                    teamWith(target.teamId(), a.agentId()),
                    a.agentId());
        case Action.SetCategory a -> {
          fields.put("category", a.category());
          put(fields, "subCategory", a.subCategory());
        }
        case Action.AddTags a -> addTags(fields, a);
        case Action.SetField a -> put(fields, "customFields." + a.name(), a.text());
        case Action.SetSlaPolicy a -> fields.put("slaPolicyId", a.policyId());
        case Action.Notify a -> news.add(new News(fired.rule(), a));
        case Action.SetStatus _,
            Action.RemoveTags _,
            Action.Snooze _,
            Action.SendTemplate _,
            Action.HandOff _,
            Action.HandBack _,
            Action.RunRuleSet _,
            Action.Lookup _ -> {
          // Needs a ticket, which there is not yet; settings refuse it in a set on handoff.
        }
      }
    }
    return new Cascade.Applied<>(
        new Plan(target, priority, Map.copyOf(fields), List.copyOf(news)), List.of());
  }

  private static RoutingTarget at(
      RoutingTarget old,
      @Nullable String departmentId,
      @Nullable String teamId,
      @Nullable String agentId) {
    return new RoutingTarget(old.kind(), departmentId, teamId, agentId);
  }

  /** The team, if the agent is in it. */
  private @Nullable String teamWith(@Nullable String teamId, String agentId) {
    return teamId != null && account.members(teamId).contains(agentId) ? teamId : null;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value == null) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private static void addTags(Map<String, String> fields, Action.AddTags add) {
    String name = add.scope() == Action.Scope.CUSTOMER ? "customerTags" : "conversationTags";
    TreeSet<String> tags = new TreeSet<>(add.tags());
    String before = fields.get(name);
    if (before != null) {
      tags.addAll(List.of(before.split(BETWEEN_TAGS)));
    }
    fields.put(name, String.join(BETWEEN_TAGS, tags));
  }
}
