package io.handoff.ticket.decision.conversation;

import io.handoff.kit.Kebab;
import io.handoff.rules.Facts;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a ticket, kept for rules.
 *
 * @param ticketId the ticket
 * @param field what changed, as rules name it: {@code status}, {@code fields.NAME}
 * @param from value before, at most 200 characters; empty: none
 * @param to value after, likewise
 * @param actor kind of who made it, as {@code event.actor}
 */
public record PastChange(String ticketId, String field, String from, String to, String actor) {

  private static final int VALUE = 200;
  private static final String CUSTOM = "customFields.";

  /** The changes of a ticket, in their order. */
  public static List<PastChange> of(String ticketId, List<FieldChange> changes, Actor actor) {
    return changes.stream()
        .map(
            change ->
                new PastChange(
                    ticketId,
                    name(change.field()),
                    value(change.field(), change.from()),
                    value(change.field(), change.to()),
                    actor.word()))
        .toList();
  }

  /** As fields of rules are named. */
  private static String name(String field) {
    return switch (field) {
      case "assigneeId" -> "agent";
      case "departmentId" -> "department";
      case "teamId" -> "team";
      case "slaPolicyId" -> "slaPolicy";
      default -> field.startsWith(CUSTOM) ? "fields." + field.substring(CUSTOM.length()) : field;
    };
  }

  private static String value(String field, @Nullable String text) {
    String plain = text == null ? "" : text;
    if (field.equals("status") || field.equals("priority")) {
      return Kebab.of(plain);
    }
    return plain.length() <= VALUE ? plain : plain.substring(0, VALUE);
  }

  /** As scripts see it. */
  public Facts.Change fact() {
    return new Facts.Change(field, from, to, actor);
  }
}
