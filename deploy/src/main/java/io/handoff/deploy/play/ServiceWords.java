package io.handoff.deploy.play;

import static io.handoff.deploy.play.Narrator.words;

import io.handoff.avro.Candidate;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.Notification;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Hands;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts what the services publish into words. */
final class ServiceWords {
  private ServiceWords() {}

  static void handoff(
      TopicReader.Read read, HandoffRequest request, ConversationTimeline timeline) {
    if (!(request.getPayload() instanceof HandoffRequested requested)) {
      return;
    }
    HandoffContext handoff = requested.getHandoff();
    if (timeline.channelId.isEmpty()) {
      timeline.channelId = handoff.getChannelId();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("handoffId", handoff.getHandoffId());
    fields.put("reason", words(handoff.getReason()));
    fields.put("triggerId", handoff.getEvidence().getTriggerId());
    putIfThere(fields, "matchedText", handoff.getEvidence().getMatchedText());
    putIfThere(fields, "start", handoff.getEvidence().getStart());
    putIfThere(fields, "end", handoff.getEvidence().getEnd());
    fields.put("settingsVersion", request.getSettingsVersion());
    timeline.add(
        new Entry(
            request.getOccurredAt(),
            read.appendedAt(),
            Kind.TRIGGER,
            "trigger",
            words(handoff.getReason())
                + evidence(handoff.getEvidence())
                + "; settings v"
                + request.getSettingsVersion(),
            fields));
  }

  private static String evidence(Evidence evidence) {
    if (evidence.getMatchedText() == null) {
      return evidence.getMessageSequence() == null
          ? ""
          : ", message " + evidence.getMessageSequence();
    }
    return ": \"%s\" at %d–%d of message %d, %s (%s)"
        .formatted(
            evidence.getMatchedText(),
            evidence.getStart(),
            evidence.getEnd(),
            evidence.getMessageSequence(),
            words(evidence.getHow()),
            evidence.getTriggerPhrase() == null
                ? evidence.getTriggerId()
                : evidence.getTriggerId() + " = " + evidence.getTriggerPhrase());
  }

  static void routing(
      TopicReader.Read read, RoutingDecision decision, ConversationTimeline timeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("process", words(decision.getProcess()));
    fields.put("settingsVersion", decision.getSettingsVersion());
    fields.put("why", decision.getWhy());
    fields.put(
        "candidates",
        decision.getCandidates().stream()
            .map(c -> Map.of("agent", c.getAgentId(), "verdict", words(c.getVerdict())))
            .toList());
    String what =
        switch (decision.getPayload()) {
          case ConversationAssigned assigned -> {
            timeline.hands = Hands.ASSIGNED;
            timeline.agentId = assigned.getAgentId();
            fields.put("agent", assigned.getAgentId());
            yield "assigned to " + assigned.getAgentId();
          }
          case ConversationOffered offered -> {
            timeline.hands = Hands.OFFERED;
            timeline.agentId = offered.getAgentId();
            fields.put("agent", offered.getAgentId());
            fields.put("expiresAt", offered.getExpiresAt().toString());
            yield "offered to " + offered.getAgentId();
          }
          case ConversationQueued queued -> {
            timeline.hands = Hands.QUEUED;
            timeline.agentId = null;
            fields.put("position", queued.getPosition());
            yield "queued at position " + queued.getPosition();
          }
          case ConversationUnassigned unassigned -> {
            timeline.hands = Hands.UNASSIGNED;
            timeline.agentId = null;
            yield "unassigned, " + words(unassigned.getOutcome());
          }
          case HandoffDeclined declined -> {
            timeline.hands = Hands.DECLINED;
            yield "no handoff"
                + (declined.getReplied() ? ", the customer got the fixed reply" : "");
          }
          case RoutingRequestRefused refused -> {
            fields.put("refused", true);
            yield "refused (" + refused.getCode() + "): " + refused.getMessage();
          }
          case RoutingEnded ended -> {
            timeline.hands = Hands.NOBODYS;
            timeline.agentId = null;
            yield "over"
                + (ended.getAgentId() == null ? "" : ", " + ended.getAgentId() + " has room again");
          }
          default -> "?";
        };
    fields.put("what", what);
    Map<String, String> assigned = new TreeMap<>(decision.getAssignedFields());
    fields.put("priority", words(decision.getPriority()));
    fields.put("assignedFields", assigned);
    timeline.add(
        new Entry(
            decision.getOccurredAt(),
            read.appendedAt(),
            Kind.ROUTING,
            "routing",
            words(decision.getProcess())
                + ": "
                + what
                + " – "
                + decision.getWhy()
                + candidates(decision.getCandidates()),
            fields,
            assigned.entrySet().stream()
                .map(e -> "rules set " + e.getKey() + ": " + e.getValue().replace("\n", ", "))
                .toList()));
  }

  private static String candidates(List<Candidate> candidates) {
    return candidates.isEmpty()
        ? ""
        : candidates.stream()
            .map(
                c ->
                    c.getAgentId()
                        + " "
                        + words(c.getVerdict())
                        + (c.getDetail() == null ? "" : " (" + c.getDetail() + ")"))
            .collect(Collectors.joining(", ", " [", "]"));
  }

  static void ticket(TopicReader.Read read, TicketEvent event, ConversationTimeline timeline) {
    switch (event.getPayload()) {
      case TicketCreated created -> {
        timeline.ticket(created.getTicket());
        add(
            read,
            event,
            timeline,
            created.getTicket(),
            "created, " + standing(created.getTicket()),
            false);
      }
      case TicketChanged changed -> {
        timeline.ticket(changed.getTicket());
        String changes = String.join(", ", ChangeWords.of(changed.getChanges()));
        add(
            read,
            event,
            timeline,
            changed.getTicket(),
            changes.isEmpty() ? changed.getWhy() : changes + " – " + changed.getWhy(),
            ChangeWords.isOnlyCounters(changed.getChanges()));
      }
      default -> {
        // where a handoff stands was told by routing
      }
    }
  }

  private static void add(
      TopicReader.Read read,
      TicketEvent event,
      ConversationTimeline timeline,
      Ticket ticket,
      String text,
      boolean minor) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ticketId", ticket.getTicketId());
    fields.put("version", ticket.getVersion());
    fields.put("status", words(ticket.getStatus()));
    putIfThere(fields, "assignee", ticket.getAssigneeId());
    putIfThere(fields, "closedBy", ticket.getClosedBy());
    putIfThere(fields, "followUpOf", ticket.getFollowUpOf());
    if (event.getActor() != null) {
      fields.put("actor", words(event.getActor().getType()));
      putIfThere(fields, "actorId", event.getActor().getId());
    }
    timeline.add(
        new Entry(
            event.getOccurredAt(),
            read.appendedAt(),
            Kind.TICKET,
            "ticket " + shortId(ticket.getTicketId()),
            "v" + ticket.getVersion() + " " + text,
            fields,
            List.of(),
            minor));
  }

  private static String standing(Ticket ticket) {
    return words(ticket.getStatus())
        + ", priority "
        + words(ticket.getPriority())
        + (ticket.getTeamId() == null ? "" : ", team " + ticket.getTeamId())
        + (ticket.getAssigneeId() == null ? "" : ", assignee " + ticket.getAssigneeId())
        + (ticket.getFollowUpOf() == null
            ? ""
            : ", follow-up of ticket " + shortId(ticket.getFollowUpOf()));
  }

  /** As much of a ticket's id as tells it from others of a story. */
  static String shortId(String ticketId) {
    return ticketId.substring(0, Math.min(6, ticketId.length()));
  }

  static void notification(
      TopicReader.Read read, Notification notification, ConversationTimeline timeline) {
    String to =
        words(notification.getRecipientType())
            + (notification.getRecipient().isEmpty() ? "" : " " + notification.getRecipient());
    timeline.add(
        new Entry(
            notification.getOccurredAt(),
            read.appendedAt(),
            Kind.NOTIFICATION,
            "notification",
            "to %s (%s): %s%s"
                .formatted(
                    to,
                    words(notification.getKind()),
                    notification.getTitle(),
                    notification.getBody().isEmpty() ? "" : " – " + notification.getBody()),
            Map.of(
                "to", to,
                "about", words(notification.getKind()),
                "title", notification.getTitle(),
                "body", notification.getBody())));
  }

  static void putIfThere(
      Map<String, Object> fields, String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
