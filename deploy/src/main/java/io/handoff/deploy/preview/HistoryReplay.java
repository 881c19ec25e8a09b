package io.handoff.deploy.preview;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.TicketCommand;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.settings.model.AccountConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays a history to one system, so that conversations compete for agents as they did.
 *
 * <p>Everything has its own time. Messages are numbered anew, for services may say more or less
 * than they did. Commands are meant for the ticket that there is: the version that an agent saw is
 * not insisted on, nor a ticket or an offer that does not come about here.
 */
final class HistoryReplay {

  /**
   * What became of a history.
   *
   * @param outcomes by conversation
   * @param refused how many records services refused
   * @param repeats that what happens after the last step repeats itself, so that waiting for
   *     deadlines ended early; null: it does not
   */
  record Result(Map<String, Outcome> outcomes, int refused, @Nullable String repeats) {}

  private final AccountConfig account;
  private final PreviewSystem system;
  private final Map<String, Map<Long, Long>> sequences = new HashMap<>();

  private HistoryReplay(AccountConfig account, PreviewSystem system) {
    this.account = account;
    this.system = system;
  }

  /**
   * Replays it.
   *
   * @param version what the settings' version is called
   * @param runOn for how long deadlines are waited for after the last step
   * @param progress hears how many more steps were replayed
   */
  static Result of(
      AccountConfig account, long version, History history, Duration runOn, LongConsumer progress) {
    try (PreviewSystem system = new PreviewSystem(history.steps().getFirst().at())) {
      system.settings(account, version);
      HistoryReplay replay = new HistoryReplay(account, system);
      for (History.Step step : history.steps()) {
        system.reach(step.at());
        replay.play(step);
        progress.accept(1);
      }
      return replay.result(history, system.finish(runOn));
    }
  }

  private void play(History.Step step) {
    switch (step.value()) {
      case AgentPresence presence -> system.platform().publish(presence);
      case ConversationEvent event -> play(event);
      case TicketCommand command -> system.platform().publish(fitting(command));
      default -> throw new IllegalStateException("no step: " + step.value().getSchema().getName());
    }
  }

  private void play(ConversationEvent event) {
    Map<Long, Long> numbers =
        sequences.computeIfAbsent(event.getConversationId(), id -> new HashMap<>());
    switch (event.getPayload()) {
      case MessagePosted message ->
          numbers.put(message.getSequence(), system.platform().postAgain(event, message));
      case AiAgentCouldNotAnswer could -> {
        Long number = could.getMessageSequence();
        system
            .platform()
            .publish(
                ConversationEvent.newBuilder(event)
                    .setPayload(
                        AiAgentCouldNotAnswer.newBuilder(could)
                            .setMessageSequence(number == null ? null : numbers.get(number))
                            .build()));
      }
      default -> system.platform().publish(ConversationEvent.newBuilder(event));
    }
  }

  private TicketCommand fitting(TicketCommand command) {
    TicketCommand.Builder builder = TicketCommand.newBuilder(command).setBasedOnVersion(null);
    String ticketId = command.getTicketId();
    if (ticketId != null && !isThere(command.getConversationId(), ticketId)) {
      builder.setTicketId(null);
    }
    switch (command.getPayload()) {
      case AcceptOffer accept -> builder.setPayload(new AcceptOffer((String) null));
      case DeclineOffer decline -> builder.setPayload(new DeclineOffer(null, decline.getNote()));
      default -> {
        // as it was
      }
    }
    return builder.build();
  }

  private boolean isThere(String conversationId, String ticketId) {
    ConversationTimeline timeline = story(conversationId);
    return timeline != null
        && timeline.tickets().stream().anyMatch(ticket -> ticket.getTicketId().equals(ticketId));
  }

  private @Nullable ConversationTimeline story(String conversationId) {
    return system.stories().of(account.accountId(), conversationId);
  }

  private Result result(History history, @Nullable String repeats) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (String conversation : history.conversations()) {
      ConversationTimeline timeline = story(conversation);
      List<Entry> entries = timeline == null ? new ArrayList<>() : timeline.entries();
      outcomes.put(conversation, Outcome.of(entries));
    }
    return new Result(outcomes, system.stories().deadLetters().size(), repeats);
  }
}
