package io.handoff.ticket.decision.command;

import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.Named;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.effect.CustomerEvent;
import io.handoff.ticket.decision.handoff.NotificationPolicy;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketDraft;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wishes that set fields of a ticket. A field set to the value that it has is granted, unchanged.
 */
final class FieldCommands {
  private FieldCommands() {}

  static CommandResult setPriority(
      DecisionContext context, Command command, Command.SetPriority wish, Ticket ticket) {
    if (wish.priority() == Priority.UNKNOWN) {
      return new CommandResult.Denied("invalid-priority", "no such priority");
    }
    Ticket after =
        context.change(
            ticket, command.issuedBy(), "priority set", draft -> draft.priority = wish.priority());
    return new CommandResult.Granted(after);
  }

  static CommandResult setDepartment(
      DecisionContext context,
      Command command,
      Command.SetDepartment wish,
      Ticket ticket,
      AccountConfig settings) {
    String teamId = wish.teamId();
    String departmentId = wish.departmentId();
    if (teamId != null && !settings.teams().containsKey(teamId)) {
      return new CommandResult.Denied("unknown-team", "no team " + teamId);
    }
    if (departmentId != null && invalid(departmentId)) {
      return invalidName("a department");
    }
    Map<String, Named> departments = settings.tickets().departments();
    if (departmentId != null && !departments.isEmpty() && !departments.containsKey(departmentId)) {
      return new CommandResult.Denied("unknown-department", "no department " + departmentId);
    }
    Ticket after =
        context.change(
            ticket,
            command.issuedBy(),
            "moved",
            draft -> {
              draft.departmentId = departmentId == null ? draft.departmentId : departmentId;
              draft.teamId = teamId == null ? draft.teamId : teamId;
            });
    return new CommandResult.Granted(after);
  }

  static CommandResult classify(
      DecisionContext context,
      Command command,
      Command.Classify wish,
      Ticket ticket,
      AccountConfig settings) {
    String subCategory = wish.subCategory();
    if (invalid(wish.category()) || (subCategory != null && invalid(subCategory))) {
      return invalidName("a category");
    }
    Map<String, Category> tree = settings.tickets().categories();
    Category category = tree.get(wish.category());
    if (!tree.isEmpty() && category == null) {
      return new CommandResult.Denied("unknown-category", "no category " + wish.category());
    }
    if (category != null
        && subCategory != null
        && !category.subCategories().containsKey(subCategory)) {
      return new CommandResult.Denied(
          "unknown-sub-category", "no sub-category " + subCategory + " of " + wish.category());
    }
    return new CommandResult.Granted(
        context.change(
            ticket,
            command.issuedBy(),
            "classified",
            draft -> {
              draft.category = wish.category();
              draft.subCategory = subCategory;
            }));
  }

  static CommandResult changeTags(
      DecisionContext context, Command command, Command.ChangeTags wish, Ticket ticket) {
    List<String> all = new ArrayList<>(wish.add());
    all.addAll(wish.remove());
    if (all.stream().anyMatch(FieldCommands::invalid)) {
      return invalidName("a tag");
    }
    boolean ofCustomer = wish.ofCustomer();
    String customerId = context.customerIdOf(ticket);
    if (ofCustomer && customerId == null) {
      return new CommandResult.Denied(
          "unknown-customer", "the platform has not said who the customer is");
    }
    Set<String> tags =
        new LinkedHashSet<>(ofCustomer ? ticket.customerTags() : ticket.conversationTags());
    tags.removeAll(Set.copyOf(wish.remove()));
    tags.addAll(wish.add());
    if (tags.size() > Limits.COUNT) {
      return Limits.tooMany("tags");
    }
    if (ofCustomer) {
      context.tellCustomer(ticket, new CustomerEvent.TagsChanged(wish.add(), wish.remove()));
    }
    return new CommandResult.Granted(
        context.change(
            ticket,
            command.issuedBy(),
            ofCustomer ? "the customer's tags changed" : "tags changed",
            draft -> {
              if (ofCustomer) {
                draft.customerTags = List.copyOf(tags);
              } else {
                draft.conversationTags = List.copyOf(tags);
              }
            }));
  }

  /** The customer's side knows where the other ticket is; it is asked, and answers. */
  static CommandResult merge(
      DecisionContext context, Command command, String otherTicketId, Ticket ticket) {
    if (otherTicketId.equals(ticket.ticketId())) {
      return new CommandResult.Denied("same-ticket", "a ticket cannot become part of itself");
    }
    String requestId =
        context.tellCustomer(
            ticket, new CustomerEvent.MergeWanted(otherTicketId, command.issuedBy()));
    return requestId == null
        ? new CommandResult.Denied(
            "unknown-customer", "the platform has not said who the customer is")
        : new CommandResult.Awaited(requestId);
  }

  static CommandResult setCustomField(
      DecisionContext context,
      Command command,
      Command.SetCustomField wish,
      Ticket ticket,
      AccountConfig settings) {
    if (invalid(wish.name())) {
      return invalidName("a custom field");
    }
    Map<String, CustomField> declared = settings.tickets().customFields();
    CustomField field = declared.get(wish.name());
    if (!declared.isEmpty() && field == null && wish.value() != null) {
      return new CommandResult.Denied("unknown-field", "no custom field " + wish.name());
    }
    String value =
        field == null || wish.value() == null ? wish.value() : field.normal(wish.value());
    if (field != null && wish.value() != null && value == null) {
      return new CommandResult.Denied("invalid-value", wish.name() + " must be " + field.wanted());
    }
    if (value != null && value.length() > Limits.VALUE) {
      return Limits.tooLong("a value", Limits.VALUE);
    }
    if (value != null
        && ticket.customFields().size() >= Limits.COUNT
        && !ticket.customFields().containsKey(wish.name())) {
      return Limits.tooMany("custom fields");
    }
    return new CommandResult.Granted(
        context.change(
            ticket,
            command.issuedBy(),
            "custom field set",
            draft -> set(draft, wish.name(), value)));
  }

  private static void set(TicketDraft draft, String name, @Nullable String value) {
    if (value == null) {
      draft.customFields.remove(name);
    } else {
      draft.customFields.put(name, value);
    }
  }

  static CommandResult addNote(
      DecisionContext context,
      Command command,
      Command.AddNote wish,
      Ticket ticket,
      AccountConfig settings) {
    if (wish.text().isBlank()) {
      return new CommandResult.Denied("empty-note", "a note needs a text");
    }
    if (wish.text().length() > Limits.NOTE) {
      return Limits.tooLong("a note", Limits.NOTE);
    }
    if (wish.mentions().size() > Limits.MENTIONS) {
      return new CommandResult.Denied(
          "too-many", "a note tells at most " + Limits.MENTIONS + " agents about it");
    }
    for (String agentId : wish.mentions()) {
      if (settings.agent(agentId).isEmpty()) {
        return new CommandResult.Denied("unknown-agent", "no agent " + agentId);
      }
    }
    Ticket after = context.note(ticket, command.issuedBy(), "note: " + wish.text(), draft -> {});
    NotificationPolicy.mentioned(context, after, command.issuedBy(), wish.mentions(), wish.text());
    return new CommandResult.Granted(after);
  }

  /** Names are shown in lists, comma between them: no comma, no line break, no blank ends. */
  private static boolean invalid(String name) {
    return name.isBlank()
        || !name.equals(name.strip())
        || name.length() > Limits.NAME
        || name.chars().anyMatch(c -> c == ',' || Character.isISOControl(c));
  }

  private static CommandResult.Denied invalidName(String what) {
    return new CommandResult.Denied(
        "invalid-name",
        what
            + " has 1 to "
            + Limits.NAME
            + " characters, no comma, no line break and no blanks at its ends");
  }
}
