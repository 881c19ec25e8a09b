package io.handoff.settings;

import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.HandoffConfig.TargetConfig;
import io.handoff.settings.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Warns of what is legal on a channel, but probably not what was meant. */
final class Surprises {

  private final AccountConfig account;
  private final ChannelConfig channel;
  private final Node node;

  private Surprises(AccountConfig account, ChannelConfig channel, Node node) {
    this.account = account;
    this.channel = channel;
    this.node = node;
  }

  static void warn(AccountConfig account, ChannelConfig channel, Node node) {
    Surprises surprises = new Surprises(account, channel, node);
    surprises.ofHandoff();
    surprises.ofTriggers();
    surprises.ofAutoClose();
    channel.messages().contents().forEach(surprises::ofLanguages);
  }

  private void ofHandoff() {
    HandoffConfig handoff = channel.handoff();
    switch (handoff.process()) {
      case NONE -> {
        missing(Occasion.NO_HANDOFF, "who asks for a person is told nothing");
        if (!channel.aiAgent()) {
          warning(
              "handoff.process",
              ProblemCode.NOBODY_ANSWERS,
              "nobody answers: there is no AI agent, and nothing is handed off",
              "set handoff.process to live or asynchronous");
        }
      }
      case LIVE -> {
        if (handoff.whenNobodyAvailable() == WhenNobodyAvailable.CLOSE) {
          missing(Occasion.UNASSIGNED, "a conversation that nobody takes is closed without a word");
        }
      }
      case ASYNCHRONOUS -> {}
    }
    if (handoff.process() != Process.NONE && nobodyCanTake(handoff.target())) {
      warning(
          "handoff.target",
          ProblemCode.NOBODY_CAN_TAKE,
          "nobody can take a handoff: the target has no agent with a capacity above 0",
          null);
    }
  }

  private boolean nobodyCanTake(TargetConfig target) {
    List<String> agents =
        target.agentId() == null ? account.members(target.teamId()) : List.of(target.agentId());
    return agents.stream()
        .map(account.agents()::get)
        .filter(Objects::nonNull)
        .noneMatch(agent -> agent.capacity() > 0);
  }

  private void ofTriggers() {
    var triggers = channel.triggers();
    boolean byAiAgent =
        channel.aiAgent() && (triggers.aiAgentCouldNotAnswer() || triggers.aiAgentPaused());
    boolean withoutAiAgent = !channel.aiAgent() && triggers.noAiAgent();
    if (!triggers.personRequested()
        && !byAiAgent
        && !withoutAiAgent
        && triggers.custom().isEmpty()) {
      warning(
          "triggers", ProblemCode.NO_TRIGGERS, "nothing calls for a person on this channel", null);
    }
  }

  private void ofAutoClose() {
    if (channel.autoClose().rating()) {
      missing(Occasion.CLOSING, "a rating is asked for without a closing message");
      missing(Occasion.RATING_REQUEST, "a rating is asked for without words");
    }
    if (channel.autoClose().warning() != null) {
      missing(Occasion.WARNING, "nobody is warned before a close");
    }
  }

  private void ofLanguages(Occasion occasion, Map<String, ?> texts) {
    boolean reached =
        texts.containsKey("")
            || texts.containsKey(Languages.primary(channel.language()))
            || texts.containsKey(Languages.primary(account.language()));
    if (!reached) {
      warning(
          "messages." + occasion.key(),
          ProblemCode.MESSAGE_LANGUAGE_MISSING,
          "%s has no text in the channel's language (%s)"
              .formatted(occasion.key(), channel.language()),
          "add a text for '" + Languages.primary(channel.language()) + "' or 'other'");
    }
  }

  private void missing(Occasion occasion, String consequence) {
    if (!channel.messages().contents().containsKey(occasion)) {
      warning(
          "messages." + occasion.key(),
          ProblemCode.MESSAGE_MISSING,
          "there is no message '" + occasion.key() + "': " + consequence,
          "add messages." + occasion.key());
    }
  }

  private void warning(String path, ProblemCode code, String message, @Nullable String hint) {
    node.reading()
        .problems()
        .warning(
            node.place(),
            node.path() + "." + path,
            code,
            "channel " + channel.channelId() + ": " + message,
            hint);
  }
}
