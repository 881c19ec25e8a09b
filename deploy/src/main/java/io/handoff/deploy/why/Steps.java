package io.handoff.deploy.why;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.Candidate;
import io.handoff.avro.CandidateVerdict;
import io.handoff.avro.Cause;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.Target;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.deploy.play.ChangeWords;
import io.handoff.deploy.play.RuleWords;
import io.handoff.deploy.settings.TopicScan.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts records into words that need no knowledge of the topics. */
final class Steps {
  private Steps() {}

  /** An entry of the decision log: rules that were looked at, something held back or refused. */
  static Step decision(Found<Decision> found) {
    Decision decision = found.value();
    String subject = decision.getSubject();
    boolean rules = subject.startsWith(RuleWords.RULES);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", rules ? "rules" : "decision");
    fields.put("at", decision.getOccurredAt().toString());
    fields.put("service", decision.getService());
    fields.put("settingsVersion", decision.getSettingsVersion());
    fields.put("subject", rules ? subject.substring(RuleWords.RULES.length()) : subject);
    fields.put("outcome", words(decision.getOutcome()));
    fields.put("code", decision.getCode());
    fields.put("message", decision.getMessage());
    fields.put("details", decision.getDetails().stream().map(RuleWords::fields).toList());
    String what =
        rules
            ? "rule set \""
                + subject.substring(RuleWords.RULES.length())
                + "\": "
                + decision.getMessage()
            : words(decision.getOutcome()) + ", " + subject + ": " + decision.getMessage();
    return new Step(
        decision.getOccurredAt(),
        depth(decision.getCause()),
        decision.getService().equals("routing-service") ? 0 : 3,
        found.appendedAt(),
        found.offset(),
        fields,
        who(decision.getService(), decision.getSettingsVersion()) + what,
        decision.getDetails().stream()
            .map(rules ? RuleWords::words : Steps::detailInWords)
            .toList());
  }

  private static String detailInWords(DecisionDetail detail) {
    String expected = detail.getExpected();
    return detail.getName()
        + ": "
        + Objects.requireNonNullElse(detail.getActual(), "nothing")
        + (expected == null ? "" : ", wanted " + expected);
  }

  /** A decision of routing, with those who were passed over. */
  static Step routing(Found<RoutingDecision> found) {
    RoutingDecision decision = found.value();
    String what = ruling(decision.getPayload());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "routing");
    fields.put("at", decision.getOccurredAt().toString());
    fields.put("service", "routing-service");
    fields.put("settingsVersion", decision.getSettingsVersion());
    fields.put("what", what);
    fields.put("why", decision.getWhy());
    fields.put("process", words(decision.getProcess()));
    fields.put("target", target(decision.getTarget()));
    fields.put("priority", words(decision.getPriority()));
    fields.put("assignedFields", new java.util.TreeMap<>(decision.getAssignedFields()));
    fields.put("candidates", decision.getCandidates().stream().map(Steps::fields).toList());
    fields.put("candidateCount", decision.getCandidateCount());
    List<String> details = new ArrayList<>();
    details.add(
        "%s, to %s, priority %s"
            .formatted(
                words(decision.getProcess()),
                target(decision.getTarget()),
                words(decision.getPriority())));
    new java.util.TreeMap<>(decision.getAssignedFields())
        .forEach(
            (name, value) ->
                details.add("the ticket begins with " + name + ": " + value.replace("\n", ", ")));
    decision.getCandidates().forEach(candidate -> details.add(inWords(candidate)));
    int more = decision.getCandidateCount() - decision.getCandidates().size();
    if (more > 0) {
      details.add(more + " more were passed over");
    }
    return new Step(
        decision.getOccurredAt(),
        depth(decision.getCause()),
        1,
        found.appendedAt(),
        found.offset(),
        fields,
        who("routing-service", decision.getSettingsVersion()) + what + " – " + decision.getWhy(),
        details);
  }

  private static String ruling(Object payload) {
    return switch (payload) {
      case ConversationAssigned assigned -> "assigned to " + assigned.getAgentId();
      case ConversationOffered offered -> "offered to " + offered.getAgentId();
      case ConversationQueued queued -> "queued at position " + queued.getPosition();
      case ConversationUnassigned unassigned -> "unassigned, " + words(unassigned.getOutcome());
      case HandoffDeclined declined -> "no person asked";
      case RoutingRequestRefused refused ->
          "refused (%s): %s".formatted(refused.getCode(), refused.getMessage());
      case RoutingEnded ended ->
          ended.getAgentId() == null ? "over" : "over, " + ended.getAgentId() + " has room again";
      default -> "decided";
    };
  }

  private static String target(Target target) {
    StringBuilder text = new StringBuilder(words(target.getKind()));
    append(text, "department", target.getDepartmentId());
    append(text, "team", target.getTeamId());
    append(text, "agent", target.getAgentId());
    return text.toString();
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(", ").append(name).append(' ').append(value);
    }
  }

  private static Map<String, Object> fields(Candidate candidate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("agent", candidate.getAgentId());
    fields.put("verdict", words(candidate.getVerdict()));
    fields.put("detail", candidate.getDetail());
    return fields;
  }

  private static String inWords(Candidate candidate) {
    String detail = candidate.getDetail() == null ? "" : " (" + candidate.getDetail() + ")";
    return candidate.getVerdict() == CandidateVerdict.CHOSEN
        ? "chosen: " + candidate.getAgentId() + detail
        : "passed over: " + candidate.getAgentId() + ", " + words(candidate.getVerdict()) + detail;
  }

  /** A change of the ticket; null where only its handoff moved, of which routing tells. */
  static @Nullable Step change(Found<TicketEvent> found) {
    TicketEvent event = found.value();
    List<String> changes = List.of();
    String why;
    switch (event.getPayload()) {
      case TicketCreated created -> why = "created";
      case TicketChanged changed -> {
        why = changed.getWhy();
        changes = ChangeWords.of(changed.getChanges());
      }
      default -> {
        return null;
      }
    }
    Actor actor = event.getActor();
    String by = actor == null ? "system" : by(actor);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "change");
    fields.put("at", event.getOccurredAt().toString());
    fields.put("service", "ticket-service");
    fields.put("settingsVersion", event.getSettingsVersion());
    fields.put("version", event.getVersion());
    fields.put("by", by);
    fields.put("why", why);
    fields.put("changes", changes);
    return new Step(
        event.getOccurredAt(),
        depth(event.getCause()),
        actor != null && actor.getType() == ActorType.RULE ? 4 : 2,
        found.appendedAt(),
        found.offset(),
        fields,
        "ticket, version %d, by %s: %s".formatted(event.getVersion(), by, why),
        changes);
  }

  private static String by(Actor actor) {
    String type = words(actor.getType());
    return actor.getId() == null ? type : type + " " + actor.getId();
  }

  private static String who(String service, long settingsVersion) {
    String name = service.replace("-service", "");
    return settingsVersion == 0
        ? name + ": "
        : "%s, settings version %d: ".formatted(name, settingsVersion);
  }

  private static int depth(@Nullable Cause cause) {
    return cause == null ? 0 : cause.getDepth();
  }

  /** A constant as people write it. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What is known of the ticket itself. */
  static Map<String, Object> ticket(io.handoff.avro.Ticket ticket) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "ticket");
    fields.put("ticket", ticket.getTicketId());
    fields.put("account", ticket.getAccountId());
    fields.put("conversation", ticket.getConversationId());
    fields.put("channel", ticket.getChannelId());
    fields.put("version", ticket.getVersion());
    fields.put("status", words(ticket.getStatus()));
    fields.put("priority", words(ticket.getPriority()));
    fields.put("department", ticket.getDepartmentId());
    fields.put("team", ticket.getTeamId());
    fields.put("agent", ticket.getAssigneeId());
    fields.put("requestedAt", ticket.getHandoff().getRequestedAt().toString());
    fields.put("reason", words(ticket.getHandoff().getReason()));
    fields.put("trigger", ticket.getHandoff().getEvidence().getTriggerId());
    fields.put("matchedText", ticket.getHandoff().getEvidence().getMatchedText());
    fields.put("settingsVersion", ticket.getHandoff().getSettingsVersion());
    return fields;
  }

  /** The same in words. */
  static List<String> ticketInWords(io.handoff.avro.Ticket ticket) {
    StringBuilder now = new StringBuilder("now: ").append(words(ticket.getStatus()));
    append(now, "priority", words(ticket.getPriority()));
    append(now, "department", ticket.getDepartmentId());
    append(now, "team", ticket.getTeamId());
    append(now, "agent", ticket.getAssigneeId());
    now.append(", version ").append(ticket.getVersion());
    String matched = ticket.getHandoff().getEvidence().getMatchedText();
    Instant since = ticket.getHandoff().getRequestedAt();
    return List.of(
        "ticket %s of account %s, conversation %s on channel %s"
            .formatted(
                ticket.getTicketId(),
                ticket.getAccountId(),
                ticket.getConversationId(),
                ticket.getChannelId()),
        now.toString(),
        "a person was needed since %s: %s, trigger %s%s, settings version %d"
            .formatted(
                since,
                words(ticket.getHandoff().getReason()),
                ticket.getHandoff().getEvidence().getTriggerId(),
                matched == null ? "" : " in \"" + matched + "\"",
                ticket.getHandoff().getSettingsVersion()));
  }
}
