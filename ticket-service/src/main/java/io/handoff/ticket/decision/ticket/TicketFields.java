package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a ticket that can change, each as text and back. The one list of them. */
public final class TicketFields {
  private TicketFields() {}

  private static final String CUSTOM = "customFields.";
  private static final String BETWEEN_TAGS = ", ";

  private record Field(
      String name,
      Function<Ticket, @Nullable Object> get,
      BiConsumer<TicketDraft, @Nullable String> set) {

    @Nullable String text(Ticket ticket) {
      Object value = get.apply(ticket);
      return value == null ? null : value.toString();
    }
  }

  private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

  static {
    field("status", Ticket::status, (d, v) -> d.status = TicketStatus.valueOf(given(v)));
    field("priority", Ticket::priority, (d, v) -> d.priority = Priority.valueOf(given(v)));
    field("departmentId", Ticket::departmentId, (d, v) -> d.departmentId = v);
    field("teamId", Ticket::teamId, (d, v) -> d.teamId = v);
    field("assigneeId", Ticket::assigneeId, (d, v) -> d.assigneeId = v);
    field("category", Ticket::category, (d, v) -> d.category = v);
    field("subCategory", Ticket::subCategory, (d, v) -> d.subCategory = v);
    field(
        "conversationTags",
        t -> tags(t.conversationTags()),
        (d, v) -> d.conversationTags = tags(v));
    field("customerTags", t -> tags(t.customerTags()), (d, v) -> d.customerTags = tags(v));
    field("slaPolicyId", Ticket::slaPolicyId, (d, v) -> d.slaPolicyId = v);
    field("firstResponseAt", Ticket::firstResponseAt, (d, v) -> d.firstResponseAt = moment(v));
    field("firstAssignedAt", Ticket::firstAssignedAt, (d, v) -> d.firstAssignedAt = moment(v));
    field("resolvedAt", Ticket::resolvedAt, (d, v) -> d.resolvedAt = moment(v));
    field("closedAt", Ticket::closedAt, (d, v) -> d.closedAt = moment(v));
    field("closedBy", Ticket::closedBy, (d, v) -> d.closedBy = v);
    field("snoozedUntil", Ticket::snoozedUntil, (d, v) -> d.snoozedUntil = moment(v));
    field("reopenCount", Ticket::reopenCount, (d, v) -> d.reopenCount = number(v));
    field("followUpOf", Ticket::followUpOf, (d, v) -> d.followUpOf = v);
    field("mergedInto", Ticket::mergedInto, (d, v) -> d.mergedInto = v);
    field("rating", Ticket::rating, (d, v) -> d.rating = v == null ? null : Integer.valueOf(v));
    field("billable", Ticket::billable, (d, v) -> d.billable = Boolean.parseBoolean(v));
    field(
        "customerMessageCount",
        Ticket::customerMessageCount,
        (d, v) -> d.customerMessageCount = number(v));
    field(
        "agentMessageCount", Ticket::agentMessageCount, (d, v) -> d.agentMessageCount = number(v));
  }

  /** What differs, in a fixed order. */
  public static List<FieldChange> between(Ticket before, Ticket after) {
    List<FieldChange> changes = new ArrayList<>();
    for (Field field : FIELDS.values()) {
      add(changes, field.name(), field.text(before), field.text(after));
    }
    TreeSet<String> names = new TreeSet<>(before.customFields().keySet());
    names.addAll(after.customFields().keySet());
    for (String name : names) {
      add(changes, CUSTOM + name, before.customFields().get(name), after.customFields().get(name));
    }
    return changes;
  }

  /**
   * Makes a change again.
   *
   * @throws IllegalArgumentException if there is no such field, or it held another value
   */
  static void apply(Ticket before, TicketDraft draft, FieldChange change) {
    if (change.field().startsWith(CUSTOM)) {
      String name = change.field().substring(CUSTOM.length());
      expect(change, before.customFields().get(name));
      if (change.to() == null) {
        draft.customFields.remove(name);
      } else {
        draft.customFields.put(name, change.to());
      }
      return;
    }
    Field field = FIELDS.get(change.field());
    if (field == null) {
      throw new IllegalArgumentException("no field " + change.field());
    }
    expect(change, field.text(before));
    field.set().accept(draft, change.to());
  }

  private static void expect(FieldChange change, @Nullable String actual) {
    if (!Objects.equals(change.from(), actual)) {
      throw new IllegalArgumentException(
          change.field() + " was " + actual + ", not " + change.from());
    }
  }

  private static void add(
      List<FieldChange> changes, String name, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      changes.add(new FieldChange(name, from, to));
    }
  }

  private static void field(
      String name,
      Function<Ticket, @Nullable Object> get,
      BiConsumer<TicketDraft, @Nullable String> set) {
    FIELDS.put(name, new Field(name, get, set));
  }

  private static String given(@Nullable String value) {
    return Objects.requireNonNull(value, "the field always has a value");
  }

  private static int number(@Nullable String value) {
    return Integer.parseInt(given(value));
  }

  private static @Nullable Instant moment(@Nullable String value) {
    return value == null ? null : Instant.parse(value);
  }

  private static @Nullable String tags(List<String> tags) {
    return tags.isEmpty() ? null : String.join(BETWEEN_TAGS, tags);
  }

  private static List<String> tags(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(BETWEEN_TAGS, -1));
  }
}
