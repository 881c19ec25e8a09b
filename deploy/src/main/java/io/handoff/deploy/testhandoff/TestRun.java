package io.handoff.deploy.testhandoff;

import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.TargetKind;
import io.handoff.avro.TicketEvent;
import io.handoff.deploy.play.ChatPlatform;
import io.handoff.deploy.testhandoff.Hop.Stage;
import io.handoff.kit.Ids;
import io.handoff.schemas.serde.TrustedClasses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One test handoff, from the customer's call to its close.
 *
 * <p>The conversation is a new one, every event of it is marked as a test, and it is closed
 * whatever happened: a service that was down finds the close behind the call when it comes back.
 */
final class TestRun {

  /** What is sent. */
  record Plan(
      String accountId, String channelId, String conversationId, String language, Call call) {}

  /** How it ended. */
  record Result(String outcome, @Nullable String ticketId) {}

  private final Plan plan;
  private final Wire wire;
  private final Duration limit;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Supplier<Boolean> stopped;
  private final Consumer<Hop> told;
  private final ChatPlatform platform;
  private final ObservedRecords seen;
  private long publishedAt;
  private int events;

  /**
   * @param limit how long a hop may take
   * @param nanos time that only runs forward
   * @param stopped whether the user wants it to end
   * @param told hears each hop when it has answered
   */
  TestRun(
      Plan plan,
      Wire wire,
      Duration limit,
      InstantSource clock,
      LongSupplier nanos,
      Supplier<Boolean> stopped,
      Consumer<Hop> told) {
    TrustedClasses.install();
    this.plan = plan;
    this.wire = wire;
    this.limit = limit;
    this.clock = clock;
    this.nanos = nanos;
    this.stopped = stopped;
    this.told = told;
    this.platform = new ChatPlatform(wire);
    this.seen = new ObservedRecords(plan.conversationId());
  }

  /**
   * Sends it and follows it.
   *
   * @throws HopFailedException if a hop did not answer in time; the conversation is closed then too
   */
  Result run() {
    try {
      return follow();
    } catch (HopFailedException e) {
      close();
      throw e;
    }
  }

  private Result follow() {
    call();
    publishedAt = nanos.getAsLong();
    tell(
        Stage.PUBLISHED, "conversation " + plan.conversationId() + ", " + plan.call().by().words());
    tell(Stage.TRIGGER, HopWords.trigger(await(Stage.TRIGGER, seen::request)));
    RoutingDecision routed = await(Stage.ROUTED, seen::routed);
    tell(Stage.ROUTED, HopWords.routed(routed));
    if (routed.getPayload() instanceof HandoffDeclined) {
      close();
      tell(Stage.MESSAGES, seen.messages());
      return new Result("left with the AI agent: the handoff process is \"none\"", null);
    }
    boolean desk = routed.getTarget().getKind() != TargetKind.INBOX;
    TicketEvent tracked = await(Stage.TICKET, desk ? seen::ticket : seen::tracked);
    checkMarked(tracked);
    tell(Stage.TICKET, HopWords.ticket(tracked));
    RoutingDecision standing = await(Stage.AGENT, seen::standing);
    String outcome = HopWords.outcome(standing);
    tell(Stage.AGENT, outcome);
    close();
    if (desk) {
      await(Stage.CLOSED, seen::closedTicket);
      tell(Stage.CLOSED, "ticket " + tracked.getTicketId());
    }
    if (ObservedRecords.holdsOn(standing)) {
      await(Stage.FREED, () -> seen.newest(RoutingEnded.class));
      tell(Stage.FREED, "no agent's capacity and no place of a queue is taken any more");
    }
    tell(Stage.MESSAGES, seen.messages());
    return new Result(outcome, tracked.getTicketId());
  }

  private void call() {
    platform.publish(
        event()
            .setPayload(
                ConversationStarted.newBuilder()
                    .setCustomer(
                        Customer.newBuilder()
                            .setCustomerId(plan.conversationId())
                            .setName("Test customer")
                            .setLanguage(plan.language())
                            .setEmail(null)
                            .build())
                    .setSubject("Test of the handoff")
                    .setStoreId(null)
                    .setTopic(null)
                    .build()));
    if (plan.call().by() == Call.By.PAUSED) {
      platform.publish(event().setPayload(new AiAgentPaused(null, null)));
    }
    platform.post(event(), AuthorType.CUSTOMER, plan.conversationId(), plan.call().text());
    switch (plan.call().by()) {
      case BUTTON ->
          platform.publish(event().setPayload(new PersonRequested("test of the handoff")));
      case COULD_NOT_ANSWER ->
          platform.publish(
              event().setPayload(new AiAgentCouldNotAnswer("test of the handoff", null)));
      case PAUSED, WORDS -> {}
    }
  }

  /** Ends the conversation, and with it whatever came of it, unless a service has closed it. */
  void close() {
    platform.publish(event().setPayload(new ConversationClosed(ClosedBy.PLATFORM, null, null)));
  }

  private ConversationEvent.Builder event() {
    events++;
    return ConversationEvent.newBuilder()
        .setEventId(Ids.derive("test-handoff", plan.conversationId(), events))
        .setAccountId(plan.accountId())
        .setChannelId(plan.channelId())
        .setConversationId(plan.conversationId())
        .setOccurredAt(clock.instant())
        .setTest(true)
        .setCause(null);
  }

  private <T> T await(Stage stage, Supplier<@Nullable T> wanted) {
    long deadline = nanos.getAsLong() + limit.toNanos();
    while (true) {
      T found = wanted.get();
      if (found != null) {
        return found;
      }
      if (stopped.get()) {
        throw new HopFailedException(stage, "stopped while waiting for: " + stage.title());
      }
      if (nanos.getAsLong() - deadline > 0 || saysNo(stage)) {
        throw new HopFailedException(
            stage, HopWords.silent(stage, plan.conversationId(), limit, seen.saidBy(stage)));
      }
      for (SpecificRecord record : wire.poll()) {
        seen.see(record);
        if (record instanceof ConversationAction action
            && action.getConversationId().equals(plan.conversationId())) {
          platform.carryOut(action);
        }
      }
    }
  }

  /** The words were all there is, and were looked at: nothing else will come. */
  private boolean saysNo(Stage stage) {
    return stage == Stage.TRIGGER
        && plan.call().by() == Call.By.WORDS
        && !seen.saidBy(stage).isEmpty();
  }

  private void checkMarked(TicketEvent event) {
    if (!ObservedRecords.isMarked(event)) {
      throw new HopFailedException(
          Stage.TICKET,
          "ticket "
              + event.getTicketId()
              + " is not marked as a test, so that reports and metrics count it: is ticket-service"
              + " older than this command?");
    }
  }

  private void tell(Stage stage, String text) {
    told.accept(new Hop(stage, Duration.ofNanos(nanos.getAsLong() - publishedAt), text));
  }
}
