package io.handoff.ticket.decision.ticket;

import io.handoff.kit.Kebab;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to a ticket, as rules hear of it: told from how it was and how it is. */
public final class TicketRuleEvents {

  private final List<RuleEvent> events = new ArrayList<>();

  private TicketRuleEvents() {}

  /**
   * What happened, in a fixed order.
   *
   * @param before null: it was made
   */
  public static List<RuleEvent> between(@Nullable Ticket before, Ticket after) {
    TicketRuleEvents all = new TicketRuleEvents();
    if (before == null) {
      all.events.add(RuleEvent.of(RuleTrigger.TICKET_CREATED));
      all.changed(RuleTrigger.ASSIGNEE_CHANGED, "agent", null, after.assigneeId());
    } else if (!before.equals(after)) {
      all.compare(before, after);
    }
    return all.events;
  }

  private void compare(Ticket before, Ticket after) {
    if (after.customerMessageCount() > before.customerMessageCount()) {
      events.add(RuleEvent.of(RuleTrigger.CUSTOMER_REPLIED));
    }
    if (after.agentMessageCount() > before.agentMessageCount()) {
      events.add(RuleEvent.of(RuleTrigger.AGENT_REPLIED));
    }
    if (after.reopenCount() > before.reopenCount()) {
      events.add(RuleEvent.of(RuleTrigger.REOPENED));
    }
    changed(
        RuleTrigger.STATUS_CHANGED, "status", Kebab.of(before.status()), Kebab.of(after.status()));
    changed(
        RuleTrigger.PRIORITY_CHANGED,
        "priority",
        Kebab.of(before.priority()),
        Kebab.of(after.priority()));
    changed(RuleTrigger.ASSIGNEE_CHANGED, "agent", before.assigneeId(), after.assigneeId());
    changed(RuleTrigger.TEAM_CHANGED, "department", before.departmentId(), after.departmentId());
    changed(RuleTrigger.TEAM_CHANGED, "team", before.teamId(), after.teamId());
    changed(RuleTrigger.CATEGORY_CHANGED, "category", before.category(), after.category());
    changed(RuleTrigger.CATEGORY_CHANGED, "subCategory", before.subCategory(), after.subCategory());
    tags(before.conversationTags(), after.conversationTags());
    tags(before.customerTags(), after.customerTags());
    TreeSet<String> fields = new TreeSet<>(before.customFields().keySet());
    fields.addAll(after.customFields().keySet());
    for (String field : fields) {
      changed(
          RuleTrigger.FIELD_CHANGED,
          field,
          before.customFields().get(field),
          after.customFields().get(field));
    }
  }

  private void changed(
      RuleTrigger trigger, String subject, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      events.add(new RuleEvent(trigger, subject, from, to));
    }
  }

  private void tags(List<String> before, List<String> after) {
    after.stream()
        .filter(tag -> !before.contains(tag))
        .forEach(tag -> events.add(RuleEvent.of(RuleTrigger.TAG_ADDED, tag)));
    before.stream()
        .filter(tag -> !after.contains(tag))
        .forEach(tag -> events.add(RuleEvent.of(RuleTrigger.TAG_REMOVED, tag)));
  }
}
