package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wishes that set fields of a ticket. A field set to the value that it has is granted, unchanged.
 */
final class FieldWishes {
  private FieldWishes() {}

  static Verdict setPriority(Turn turn, Command command, Command.SetPriority wish, Ticket ticket) {
    if (wish.priority() == Priority.UNKNOWN) {
      return new Verdict.Denied("invalid-priority", "no such priority");
    }
    Ticket after =
        turn.change(
            ticket, command.issuedBy(), "priority set", draft -> draft.priority = wish.priority());
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active != null && !active.released() && !after.equals(ticket)) {
      turn.ask(active.handoff(), new RoutingAsk.PriorityChanged(wish.priority()));
    }
    return new Verdict.Granted(after);
  }

  static Verdict setDepartment(
      Turn turn,
      Command command,
      Command.SetDepartment wish,
      Ticket ticket,
      AccountConfig settings) {
    String teamId = wish.teamId();
    String departmentId = wish.departmentId();
    if (teamId != null && !settings.teams().containsKey(teamId)) {
      return new Verdict.Denied("unknown-team", "no team " + teamId);
    }
    if (departmentId != null && invalid(departmentId)) {
      return invalidName("a department");
    }
    return new Verdict.Granted(
        turn.change(
            ticket,
            command.issuedBy(),
            "moved",
            draft -> {
              draft.departmentId = departmentId == null ? draft.departmentId : departmentId;
              draft.teamId = teamId == null ? draft.teamId : teamId;
            }));
  }

  static Verdict classify(Turn turn, Command command, Command.Classify wish, Ticket ticket) {
    String subCategory = wish.subCategory();
    if (invalid(wish.category()) || (subCategory != null && invalid(subCategory))) {
      return invalidName("a category");
    }
    return new Verdict.Granted(
        turn.change(
            ticket,
            command.issuedBy(),
            "classified",
            draft -> {
              draft.category = wish.category();
              draft.subCategory = subCategory;
            }));
  }

  static Verdict changeTags(Turn turn, Command command, Command.ChangeTags wish, Ticket ticket) {
    if (wish.ofCustomer()) {
      return CommandPolicy.notYet("changing the customer's tags");
    }
    List<String> all = new ArrayList<>(wish.add());
    all.addAll(wish.remove());
    if (all.stream().anyMatch(FieldWishes::invalid)) {
      return invalidName("a tag");
    }
    Set<String> tags = new LinkedHashSet<>(ticket.conversationTags());
    tags.removeAll(Set.copyOf(wish.remove()));
    tags.addAll(wish.add());
    if (tags.size() > Limits.COUNT) {
      return Limits.tooMany("tags");
    }
    return new Verdict.Granted(
        turn.change(
            ticket,
            command.issuedBy(),
            "tags changed",
            draft -> draft.conversationTags = List.copyOf(tags)));
  }

  static Verdict setCustomField(
      Turn turn, Command command, Command.SetCustomField wish, Ticket ticket) {
    String value = wish.value();
    if (invalid(wish.name())) {
      return invalidName("a custom field");
    }
    if (value != null && value.length() > Limits.VALUE) {
      return Limits.tooLong("a value", Limits.VALUE);
    }
    if (value != null
        && ticket.customFields().size() >= Limits.COUNT
        && !ticket.customFields().containsKey(wish.name())) {
      return Limits.tooMany("custom fields");
    }
    return new Verdict.Granted(
        turn.change(
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

  static Verdict addNote(Turn turn, Command command, Command.AddNote wish, Ticket ticket) {
    if (!wish.mentions().isEmpty()) {
      return CommandPolicy.notYet("telling agents about a note");
    }
    if (wish.text().isBlank()) {
      return new Verdict.Denied("empty-note", "a note needs a text");
    }
    if (wish.text().length() > Limits.NOTE) {
      return Limits.tooLong("a note", Limits.NOTE);
    }
    return new Verdict.Granted(
        turn.note(ticket, command.issuedBy(), "note: " + wish.text(), draft -> {}));
  }

  /** Names are shown in lists, comma between them: no comma, no line break, no blank ends. */
  private static boolean invalid(String name) {
    return name.isBlank()
        || !name.equals(name.strip())
        || name.length() > Limits.NAME
        || name.chars().anyMatch(c -> c == ',' || Character.isISOControl(c));
  }

  private static Verdict.Denied invalidName(String what) {
    return new Verdict.Denied(
        "invalid-name",
        what
            + " has 1 to "
            + Limits.NAME
            + " characters, no comma, no line break and no blanks at its ends");
  }
}
