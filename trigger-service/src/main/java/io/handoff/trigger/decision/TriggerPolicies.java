package io.handoff.trigger.decision;

import io.handoff.language.person.OwnWords;
import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatch;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.trigger.decision.ConversationInput.Author;
import io.handoff.trigger.decision.ConversationInput.CouldNotAnswer;
import io.handoff.trigger.decision.ConversationInput.Event;
import io.handoff.trigger.decision.ConversationInput.Message;
import io.handoff.trigger.decision.ConversationInput.Paused;
import io.handoff.trigger.decision.ConversationInput.PersonAsked;
import java.util.List;
import java.util.Optional;

/**
 * The reasons, in the order in which they are looked for: what the customer wants comes before what
 * the AI agent lacks.
 */
public final class TriggerPolicies {

  private final PersonRequestDetector personRequests;
  private final CompiledTriggers customTriggers;

  /** Policies with these means of reading text. */
  public TriggerPolicies(PersonRequestDetector personRequests, CompiledTriggers customTriggers) {
    this.personRequests = personRequests;
    this.customTriggers = customTriggers;
  }

  /** All of them. */
  public List<TriggerPolicy> inOrder() {
    return List.of(
        this::personAskedByEvent,
        this::personAskedInWords,
        this::customTrigger,
        this::couldNotAnswer,
        this::noAiAgent,
        this::aiAgentPaused);
  }

  private Optional<FoundTrigger> personAskedByEvent(
      ConversationState before, Event event, ChannelConfig channel) {
    return channel.triggers().personRequested() && event.what() instanceof PersonAsked
        ? Optional.of(FoundTrigger.byEvent(Reason.PERSON_REQUESTED, null))
        : Optional.empty();
  }

  private Optional<FoundTrigger> personAskedInWords(
      ConversationState before, Event event, ChannelConfig channel) {
    if (!channel.triggers().personRequested() || !(byCustomer(event) instanceof Message message)) {
      return Optional.empty();
    }
    return personRequests
        .detect(ownWords(message, channel))
        .map(
            found ->
                new FoundTrigger(
                    Reason.PERSON_REQUESTED,
                    Reason.PERSON_REQUESTED.triggerId(),
                    found.pattern(),
                    new FoundTrigger.Span(
                        found.start(), found.end(), found.matchedText(), FoundTrigger.How.PATTERN),
                    message.sequence()));
  }

  private Optional<FoundTrigger> customTrigger(
      ConversationState before, Event event, ChannelConfig channel) {
    if (channel.triggers().custom().isEmpty() || !(byCustomer(event) instanceof Message message)) {
      return Optional.empty();
    }
    return customTriggers
        .of(channel)
        .first(ownWords(message, channel))
        .map(
            match ->
                new FoundTrigger(
                    Reason.CUSTOM_TRIGGER,
                    match.triggerId(),
                    phrase(channel, match.triggerId()),
                    new FoundTrigger.Span(
                        match.start(), match.end(), match.matchedText(), how(match.how())),
                    message.sequence()));
  }

  private Optional<FoundTrigger> couldNotAnswer(
      ConversationState before, Event event, ChannelConfig channel) {
    if (!channel.triggers().aiAgentCouldNotAnswer()
        || !(event.what() instanceof CouldNotAnswer said)) {
      return Optional.empty();
    }
    ConversationState.LastMessage last = before.lastCustomerMessage();
    if (last != null && !channel.isOnAt(last.at())) {
      return Optional.empty(); // the question was asked before the channel was turned on
    }
    Long sequence = said.messageSequence();
    return Optional.of(
        FoundTrigger.byEvent(
            Reason.AI_AGENT_COULD_NOT_ANSWER,
            sequence == null && last != null ? (Long) last.sequence() : sequence));
  }

  private Optional<FoundTrigger> noAiAgent(
      ConversationState before, Event event, ChannelConfig channel) {
    return channel.triggers().noAiAgent()
            && !channel.aiAgent()
            && byCustomer(event) instanceof Message message
        ? Optional.of(FoundTrigger.byEvent(Reason.NO_AI_AGENT, message.sequence()))
        : Optional.empty();
  }

  private Optional<FoundTrigger> aiAgentPaused(
      ConversationState before, Event event, ChannelConfig channel) {
    if (!channel.triggers().aiAgentPaused()) {
      return Optional.empty();
    }
    if (before.aiPaused() && byCustomer(event) instanceof Message message) {
      return Optional.of(FoundTrigger.byEvent(Reason.AI_AGENT_PAUSED, message.sequence()));
    }
    ConversationState.LastMessage last = before.lastCustomerMessage();
    if (event.what() instanceof Paused paused
        && !paused.byUs()
        && before.customerWaits()
        && last != null
        && channel.isOnAt(last.at())) {
      return Optional.of(FoundTrigger.byEvent(Reason.AI_AGENT_PAUSED, last.sequence()));
    }
    return Optional.empty();
  }

  private static @org.jspecify.annotations.Nullable Message byCustomer(Event event) {
    return event.what() instanceof Message message && message.author() == Author.CUSTOMER
        ? message
        : null;
  }

  /** What the customer wrote, each word at its place in the message. */
  private static String ownWords(Message message, ChannelConfig channel) {
    return channel.type().quotes() ? OwnWords.masked(message.text()) : message.text();
  }

  private static String phrase(ChannelConfig channel, String triggerId) {
    return channel.triggers().custom().stream()
        .filter(trigger -> trigger.id().equals(triggerId))
        .map(ChannelConfig.CustomTrigger::phrase)
        .findFirst()
        .orElse(triggerId);
  }

  private static FoundTrigger.How how(TriggerMatch.How how) {
    return switch (how) {
      case EXACT -> FoundTrigger.How.EXACT;
      case FORM -> FoundTrigger.How.FORM;
      case LEMMA -> FoundTrigger.How.LEMMA;
      case ALIGNMENT -> FoundTrigger.How.ALIGNMENT;
    };
  }
}
