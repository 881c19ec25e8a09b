package io.handoff.ticket.decision.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What rules on handoff want a ticket to begin with, as {@code RoutingDecision.assignedFields} says
 * it: {@code category}, {@code subCategory}, {@code slaPolicyId}, {@code conversationTags} and
 * {@code customerTags} (a line a tag), {@code customFields.NAME}. Other names are from a later
 * version and are passed over.
 */
public final class AssignedFields {
  private AssignedFields() {}

  private static final String CUSTOM = "customFields.";

  /** Sets the fields of a ticket in the making. */
  public static void onto(TicketDraft draft, Map<String, String> assigned) {
    assigned.forEach((name, value) -> set(draft, name, value));
  }

  /** Tags that rules on handoff gave the customer. */
  public static List<String> customerTags(Map<String, String> assigned) {
    List<String> tags = new ArrayList<>();
    add(tags, assigned.getOrDefault("customerTags", ""));
    return tags;
  }

  private static void set(TicketDraft draft, String name, String value) {
    switch (name) {
      case "category" -> draft.category = value;
      case "subCategory" -> draft.subCategory = value;
      case "slaPolicyId" -> draft.slaPolicyId = value;
      case "conversationTags" -> add(draft.conversationTags, value);
      case "customerTags" -> add(draft.customerTags, value);
      default -> {
        if (name.startsWith(CUSTOM)) {
          draft.customFields.put(name.substring(CUSTOM.length()), value);
        }
      }
    }
  }

  private static void add(List<String> tags, String lines) {
    lines.lines().filter(tag -> !tag.isEmpty() && !tags.contains(tag)).forEach(tags::add);
  }
}
