package io.handoff.deploy.play;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AssignmentAccepted;
import io.handoff.avro.AssignmentDeclined;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Decision;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Notification;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TimeEvent;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Puts records into words, and keeps the story's standing up to date. */
final class Narrator {

  /** Adds what a record tells to the story of its conversation. */
  void tell(TopicReader.Read read, BiFunction<String, String, ConversationTimeline> stories) {
    switch (read.value()) {
      case ConversationEvent event ->
          event(read, event, stories.apply(event.getAccountId(), event.getConversationId()));
      case HandoffRequest request ->
          ServiceWords.handoff(
              read, request, stories.apply(request.getAccountId(), request.getConversationId()));
      case RoutingDecision decision ->
          ServiceWords.routing(
              read, decision, stories.apply(decision.getAccountId(), decision.getConversationId()));
      case TicketEvent event ->
          ServiceWords.ticket(
              read, event, stories.apply(event.getAccountId(), event.getConversationId()));
      case TicketCommand command ->
          CommandWords.command(
              read, command, stories.apply(command.getAccountId(), command.getConversationId()));
      case TicketCommandResult result ->
          CommandWords.result(
              read, result, stories.apply(result.getAccountId(), result.getConversationId()));
      case TimeEvent event ->
          TimeWords.time(
              read, event, stories.apply(event.getAccountId(), event.getConversationId()));
      case ConversationAction action ->
          CommandWords.action(
              read, action, stories.apply(action.getAccountId(), action.getConversationId()));
      case Notification notification -> {
        String conversationId = notification.getConversationId();
        if (conversationId != null) {
          ServiceWords.notification(
              read, notification, stories.apply(notification.getAccountId(), conversationId));
        }
      }
      case Decision decision -> {
        String conversationId = decision.getConversationId();
        if (conversationId != null) {
          RuleWords.decision(
              read, decision, stories.apply(decision.getAccountId(), conversationId));
        }
      }
      default -> {}
    }
  }

  /** Adds that an agent comes or goes; a heartbeat tells nothing. */
  static void presence(
      TopicReader.Read read, AgentPresence presence, ConversationTimeline timeline) {
    if (presence.getPayload() instanceof PresenceChanged changed) {
      timeline.add(
          new Entry(
              presence.getOccurredAt(),
              read.appendedAt(),
              Kind.PRESENCE,
              "agent " + presence.getAgentId(),
              "is " + words(changed.getStatus()) + because(changed.getNote()),
              Map.of("agent", presence.getAgentId(), "presence", words(changed.getStatus()))));
    }
  }

  private static void event(
      TopicReader.Read read, ConversationEvent event, ConversationTimeline timeline) {
    if (timeline.channelId.isEmpty()) {
      timeline.channelId = event.getChannelId();
    }
    switch (event.getPayload()) {
      case MessagePosted posted -> message(read, event, posted, timeline);
      case ConversationStarted started -> {
        timeline.closed = false;
        if (started.getCustomer() != null) {
          timeline.customer =
              started.getCustomer().getName() == null
                  ? started.getCustomer().getCustomerId()
                  : started.getCustomer().getName();
        }
      }
      case AiAgentCouldNotAnswer could ->
          add(read, event, timeline, "AI agent", "could not answer" + because(could.getDetail()));
      case AiAgentPaused paused -> {
        timeline.aiPaused = true;
        add(read, event, timeline, "AI agent", "paused");
      }
      case AiAgentResumed resumed -> {
        timeline.aiPaused = false;
        timeline.hands = ConversationTimeline.Hands.NOBODYS;
        timeline.agentId = null;
        add(read, event, timeline, "AI agent", "answers again");
      }
      case PersonRequested asked ->
          add(read, event, timeline, "customer", "asks for a person" + because(asked.getMeans()));
      case AssignmentAccepted accepted -> {
        // told by routing already
      }
      case AssignmentDeclined declined ->
          add(read, event, timeline, "agent " + declined.getAgentId(), "declined the conversation");
      case CloseRefused refused ->
          add(read, event, timeline, "platform", "did not close it" + because(refused.getDetail()));
      case ConversationClosed closed -> {
        timeline.closed = true;
        timeline.add(
            new Entry(
                event.getOccurredAt(),
                read.appendedAt(),
                Kind.EVENT,
                "platform",
                "closed the conversation (" + words(closed.getClosedBy()) + ")",
                Map.of("closedBy", words(closed.getClosedBy()))));
      }
      case ConversationRated rated ->
          add(read, event, timeline, "customer", "rated it " + rated.getScore() + " of 5");
      default -> {}
    }
  }

  private static void message(
      TopicReader.Read read,
      ConversationEvent event,
      MessagePosted posted,
      ConversationTimeline timeline) {
    if (posted.getAuthor() == AuthorType.CUSTOMER) {
      timeline.closed = false;
      if (timeline.customer.isEmpty() && posted.getAuthorId() != null) {
        timeline.customer = posted.getAuthorId();
      }
    }
    String who =
        switch (posted.getAuthor()) {
          case CUSTOMER -> "customer";
          case AI_AGENT -> "AI agent";
          case AGENT -> posted.getAuthorId() == null ? "agent" : "agent " + posted.getAuthorId();
          case AUTOMATIC, UNKNOWN -> "automatic";
        };
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sequence", posted.getSequence());
    fields.put("author", words(posted.getAuthor()));
    timeline.add(
        new Entry(
            event.getOccurredAt(), read.appendedAt(), Kind.MESSAGE, who, posted.getText(), fields));
  }

  private static void add(
      TopicReader.Read read,
      ConversationEvent event,
      ConversationTimeline timeline,
      String who,
      String text) {
    timeline.add(
        new Entry(event.getOccurredAt(), read.appendedAt(), Kind.EVENT, who, text, Map.of()));
  }

  private static String because(@Nullable String detail) {
    return detail == null || detail.isBlank() ? "" : ": " + detail;
  }

  /** AGENT_SILENT as "agent silent". */
  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
