package io.handoff.trigger.decision;

import io.handoff.kit.Ids;
import io.handoff.kit.conversation.ConversationGate.Admission;
import io.handoff.kit.conversation.SeenMessages;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.trigger.decision.ConversationInput.Author;
import io.handoff.trigger.decision.ConversationInput.Declined;
import io.handoff.trigger.decision.ConversationInput.Event;
import io.handoff.trigger.decision.ConversationInput.Message;
import io.handoff.trigger.decision.ConversationInput.PersonAsked;
import io.handoff.trigger.decision.ConversationInput.Resumed;
import io.handoff.trigger.decision.ConversationInput.Started;
import io.handoff.trigger.decision.ConversationState.Call;
import io.handoff.trigger.decision.TriggerDecision.HandoffOpened;
import io.handoff.trigger.decision.TriggerDecision.NoAction;
import io.handoff.trigger.decision.TriggerDecision.Refused;
import io.handoff.trigger.decision.TriggerDecision.TriggerSuppressed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one input of a conversation. Pure: the same conversation, input and settings give
 * the same decision.
 *
 * <p>At most one handoff is open per conversation. It ends when the conversation is closed, goes
 * back to the AI agent, or routing declines it; from then on triggers are live again.
 *
 * <p>No call is lost to a hand-back: the first trigger of the customer (a request for a person, a
 * custom trigger, any message where there is no AI agent) that fires while a handoff is open, and
 * that no agent's message follows, opens a handoff of its own when the AI agent is resumed. Its id
 * derives from the call's event, so that no call opens two. A decline answers all calls before it,
 * and so does the end of the conversation.
 *
 * <p>A message that others have overtaken is looked at like any other. What stands after it stays
 * as it is: who wrote last, and which calls an agent has written after.
 */
public final class TriggerDecider {

  private final List<TriggerPolicy> policies;

  /** A decider that looks through the policies in their order. */
  public TriggerDecider(TriggerPolicies policies) {
    this.policies = policies.inOrder();
  }

  /**
   * Decides.
   *
   * @param accountId the account
   * @param conversationId the conversation
   * @param state the conversation so far; {@link ConversationState#NEW} where nothing is known
   * @param input what happened
   * @param account the account's settings; null: there are none
   */
  public TriggerDecision decide(
      String accountId,
      String conversationId,
      ConversationState state,
      ConversationInput input,
      @Nullable AccountConfig account) {
    return switch (input) {
      case Declined declined -> declined(state, declined);
      case Event event -> event(accountId, conversationId, state, event, account);
    };
  }

  private static TriggerDecision declined(ConversationState state, Declined declined) {
    return declined.handoffId().equals(state.openHandoffId())
        ? new TriggerDecision(state.ended().withUnansweredCall(null), new NoAction("handoff-ended"))
        : new TriggerDecision(null, new NoAction("duplicate"));
  }

  private TriggerDecision event(
      String accountId,
      String conversationId,
      ConversationState state,
      Event event,
      @Nullable AccountConfig account) {
    if (account == null) {
      return unsettled(
          state,
          event,
          new Refused("unknown-account", "account '" + accountId + "' has no settings"));
    }
    Optional<ChannelConfig> channel = account.channel(event.channelId());
    if (channel.isEmpty()) {
      return unsettled(
          state,
          event,
          new Refused(
              "unknown-channel",
              "account '%s' has no channel '%s'".formatted(accountId, event.channelId())));
    }
    Admission admission = admission(state, event);
    return switch (admission) {
      case INVALID_SEQUENCE ->
          refused(
              "invalid-sequence", "a message's sequence begins at 1, but is " + sequence(event));
      case SEQUENCE_LEAP ->
          refused(
              "sequence-leap",
              "a message's sequence is higher than the last, %d, by %d at most, but is %d"
                  .formatted(
                      state.gate().lastSequence(), SeenMessages.LARGEST_STEP, sequence(event)));
      case DUPLICATE -> new TriggerDecision(null, new NoAction("duplicate"));
      case STALE_SEQUENCE -> new TriggerDecision(null, new NoAction("stale-sequence"));
      case OLDER_THAN_CLOSE ->
          refused(
              "older-than-close",
              "the conversation was closed at %s, the event happened at %s"
                  .formatted(state.gate().endedAt(), event.occurredAt()));
      case AFTER_CLOSE ->
          new TriggerDecision(seen(state, admission, event), new NoAction("after-close"));
      case ADMITTED, REOPENS ->
          admitted(
              accountId,
              conversationId,
              state,
              seen(state, admission, event),
              event,
              channel.get());
    };
  }

  /**
   * Nothing is decided without settings, but a conversation that is known is followed: its end must
   * not be missed.
   */
  private static TriggerDecision unsettled(ConversationState state, Event event, Refused refusal) {
    Admission admission = admission(state, event);
    if (state.equals(ConversationState.NEW) || !admission.isLive()) {
      return new TriggerDecision(null, refusal);
    }
    ConversationState after =
        seen(state, admission, event).after(event.what(), event.occurredAt(), state.gate());
    return new TriggerDecision(
        event.what() instanceof Resumed ? after.withUnansweredCall(null) : after, refusal);
  }

  private TriggerDecision admitted(
      String accountId,
      String conversationId,
      ConversationState before,
      ConversationState seen,
      Event event,
      ChannelConfig channel) {
    ConversationState after = seen.after(event.what(), event.occurredAt(), before.gate());
    boolean resumed = event.what() instanceof Resumed;
    if (!channel.isOnAt(event.occurredAt())) {
      return new TriggerDecision(
          resumed ? after.withUnansweredCall(null) : after, new NoAction("channel-off"));
    }
    if (resumed) {
      return resumed(accountId, conversationId, after, event, channel);
    }
    Optional<FoundTrigger> found =
        policies.stream()
            .flatMap(policy -> policy.look(before, event, channel).stream())
            .findFirst();
    if (found.isEmpty()) {
      return new TriggerDecision(after, new NoAction(quiet(before, event)));
    }
    Call call = new Call(event.eventId(), found.get());
    String open = after.openHandoffId();
    if (open != null) {
      boolean first = after.unansweredCall() == null && outlivesHandBack(call.trigger());
      return new TriggerDecision(
          first ? after.withUnansweredCall(call) : after,
          new TriggerSuppressed(open, call.trigger()));
    }
    return open(accountId, conversationId, after, call, event, channel);
  }

  /**
   * The conversation was handed back. A call that the customer made while the handoff was open, and
   * that no person has written anything after, may have crossed the hand-back on its way: it is
   * answered by a handoff of its own, once.
   */
  private static TriggerDecision resumed(
      String accountId,
      String conversationId,
      ConversationState after,
      Event event,
      ChannelConfig channel) {
    Call call = after.unansweredCall();
    if (after.openHandoffId() != null) {
      return new TriggerDecision(after, new NoAction("older-than-handoff"));
    }
    return call != null && stillWanted(call.trigger(), channel)
        ? open(accountId, conversationId, after, call, event, channel)
        : new TriggerDecision(after.withUnansweredCall(null), new NoAction("no-trigger"));
  }

  private static TriggerDecision open(
      String accountId,
      String conversationId,
      ConversationState state,
      Call call,
      Event event,
      ChannelConfig channel) {
    String handoffId = Ids.derive("handoff", accountId, conversationId, call.eventId());
    Instant requestedAt = state.requestedAt(event.occurredAt());
    ConversationState opened = state.opened(handoffId, requestedAt).withUnansweredCall(null);
    return new TriggerDecision(
        opened,
        new HandoffOpened(
            handoffId, call, requestedAt, opened, language(opened, channel), channel.type()));
  }

  /** Once the AI agent answers again, what it could not do before is for it to try again. */
  private static boolean outlivesHandBack(FoundTrigger trigger) {
    return switch (trigger.reason()) {
      case PERSON_REQUESTED, CUSTOM_TRIGGER, NO_AI_AGENT -> true;
      case AI_AGENT_COULD_NOT_ANSWER, AI_AGENT_PAUSED -> false;
    };
  }

  private static boolean stillWanted(FoundTrigger trigger, ChannelConfig channel) {
    ChannelConfig.TriggerConfig triggers = channel.triggers();
    return switch (trigger.reason()) {
      case PERSON_REQUESTED -> triggers.personRequested();
      case CUSTOM_TRIGGER ->
          triggers.custom().stream().anyMatch(t -> t.id().equals(trigger.triggerId()));
      case NO_AI_AGENT -> triggers.noAiAgent() && !channel.aiAgent();
      case AI_AGENT_COULD_NOT_ANSWER, AI_AGENT_PAUSED -> false;
    };
  }

  private static String quiet(ConversationState before, Event event) {
    boolean first = before.equals(ConversationState.NEW) && !(event.what() instanceof Started);
    return first ? "implicit-start" : "no-trigger";
  }

  private static String language(ConversationState state, ChannelConfig channel) {
    CustomerInfo customer = state.customer();
    String own = customer == null ? null : customer.language();
    return own == null || own.isBlank() ? channel.language() : own;
  }

  private static boolean begins(Event event) {
    return switch (event.what()) {
      case Started started -> true;
      case PersonAsked asked -> true;
      case Message message ->
          message.author() == Author.CUSTOMER || message.author() == Author.AGENT;
      case ConversationInput.CouldNotAnswer c -> false;
      case ConversationInput.Paused p -> false;
      case ConversationInput.Resumed r -> false;
      case ConversationInput.Closed c -> false;
      case ConversationInput.Unrelated u -> false;
    };
  }

  private static Admission admission(ConversationState state, Event event) {
    return event.what() instanceof Message message
        ? state.gate().admit(event.eventId(), event.occurredAt(), message.sequence(), begins(event))
        : state.gate().admit(event.eventId(), event.occurredAt(), begins(event));
  }

  private static ConversationState seen(ConversationState state, Admission admission, Event event) {
    return state.withGate(
        event.what() instanceof Message message
            ? state.gate().after(admission, event.eventId(), event.occurredAt(), message.sequence())
            : state.gate().after(admission, event.eventId()));
  }

  private static long sequence(Event event) {
    return event.what() instanceof Message message ? message.sequence() : 0;
  }

  private static TriggerDecision refused(String code, String message) {
    return new TriggerDecision(null, new Refused(code, message));
  }
}
