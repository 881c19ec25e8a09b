package io.handoff.trigger.decision;

import io.handoff.kit.Ids;
import io.handoff.kit.conversation.ConversationGate.Admission;
import io.handoff.settings.AccountConfig;
import io.handoff.settings.ChannelConfig;
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
        ? new TriggerDecision(
            state.withHandoff(null).withUnansweredCall(null), new NoAction("handoff-ended"))
        : new TriggerDecision(null, new NoAction("duplicate"));
  }

  private TriggerDecision event(
      String accountId,
      String conversationId,
      ConversationState state,
      Event event,
      @Nullable AccountConfig account) {
    if (account == null) {
      return refused("unknown-account", "account '" + accountId + "' has no settings");
    }
    Optional<ChannelConfig> channel = account.channel(event.channelId());
    if (channel.isEmpty()) {
      return refused(
          "unknown-channel",
          "account '%s' has no channel '%s'".formatted(accountId, event.channelId()));
    }
    long sequence = event.what() instanceof Message message ? message.sequence() : 0;
    if (event.what() instanceof Message && sequence < 1) {
      return refused("invalid-sequence", "a message's sequence begins at 1, but is " + sequence);
    }
    Admission admission =
        state.gate().admit(event.eventId(), event.occurredAt(), sequence, begins(event));
    return switch (admission) {
      case DUPLICATE -> new TriggerDecision(null, new NoAction("duplicate"));
      case STALE_SEQUENCE -> new TriggerDecision(null, new NoAction("stale-sequence"));
      case OLDER_THAN_CLOSE ->
          refused(
              "older-than-close",
              "the conversation was closed at %s, the event happened at %s"
                  .formatted(state.gate().closedAt(), event.occurredAt()));
      case AFTER_CLOSE ->
          new TriggerDecision(
              state.withGate(state.gate().after(admission, event.eventId(), sequence)),
              new NoAction("after-close"));
      case ADMITTED, REOPENS ->
          admitted(
              accountId,
              conversationId,
              state,
              state.withGate(state.gate().after(admission, event.eventId(), sequence)),
              event,
              channel.get());
    };
  }

  private TriggerDecision admitted(
      String accountId,
      String conversationId,
      ConversationState before,
      ConversationState seen,
      Event event,
      ChannelConfig channel) {
    ConversationState after = seen.after(event.what(), event.occurredAt());
    boolean resumed = event.what() instanceof Resumed;
    if (!channel.isOnAt(event.occurredAt())) {
      return new TriggerDecision(
          resumed ? after.withUnansweredCall(null) : after, new NoAction("channel-off"));
    }
    if (resumed) {
      return resumed(accountId, conversationId, after, channel);
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
    return open(accountId, conversationId, after, call, channel);
  }

  /**
   * The conversation was handed back. A call that the customer made while the handoff was open, and
   * that no person has written anything after, may have crossed the hand-back on its way: it is
   * answered by a handoff of its own, once.
   */
  private static TriggerDecision resumed(
      String accountId, String conversationId, ConversationState after, ChannelConfig channel) {
    Call call = after.unansweredCall();
    return call != null && stillWanted(call.trigger(), channel)
        ? open(accountId, conversationId, after, call, channel)
        : new TriggerDecision(after.withUnansweredCall(null), new NoAction("no-trigger"));
  }

  private static TriggerDecision open(
      String accountId,
      String conversationId,
      ConversationState state,
      Call call,
      ChannelConfig channel) {
    String handoffId = Ids.derive("handoff", accountId, conversationId, call.eventId());
    ConversationState opened = state.withHandoff(handoffId).withUnansweredCall(null);
    return new TriggerDecision(
        opened,
        new HandoffOpened(handoffId, call, opened, language(opened, channel), channel.type()));
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

  private static TriggerDecision refused(String code, String message) {
    return new TriggerDecision(null, new Refused(code, message));
  }
}
