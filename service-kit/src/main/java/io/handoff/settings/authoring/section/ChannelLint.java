package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Problems;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.Languages;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Warns of what is legal on a channel, but probably not what was meant. What a channel cannot do
 * without is an error where the channel is on: so it holds for every way to turn one on.
 */
final class ChannelLint {

  private static final Set<Occasion> OF_HANDOFFS =
      EnumSet.of(
          Occasion.TEAM_AVAILABLE,
          Occasion.QUEUED,
          Occasion.TEAM_UNAVAILABLE,
          Occasion.UNASSIGNED,
          Occasion.FOLLOW_UP);

  private final AccountConfig account;
  private final ChannelConfig channel;
  private final Node node;

  private ChannelLint(AccountConfig account, ChannelConfig channel, Node node) {
    this.account = account;
    this.channel = channel;
    this.node = node;
  }

  static void warn(AccountConfig account, ChannelConfig channel, Node node) {
    ChannelLint surprises = new ChannelLint(account, channel, node);
    surprises.ofHandoff();
    surprises.ofSilence();
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
    if (handoff.process() != Process.NONE && nobodyCanTake(handoff)) {
      int weight = handoff.needs().weight();
      warning(
          "handoff.target",
          ProblemCode.NOBODY_CAN_TAKE,
          "nobody can take a handoff: the target has no agent with a capacity "
              + (weight > 1 ? "of %d, which a conversation takes".formatted(weight) : "above 0"),
          "give an agent of the target a capacity, or choose another handoff.target");
    } else if (handoff.process() != Process.NONE && nobodyHasSkills(handoff)) {
      warning(
          "handoff.skills",
          ProblemCode.NOBODY_HAS_SKILLS,
          "nobody can take a handoff: no agent of the target has the skills that are asked for",
          "lower handoff.skills, or add skills to an agent of the target");
    }
  }

  /** Who asks for a person is to hear something, whatever comes of it. */
  private void ofSilence() {
    if (channel.onSince() != null
        && channel.handoff().process() != Process.NONE
        && !node.reading().problems().hasErrors()
        && Collections.disjoint(channel.messages().contents().keySet(), OF_HANDOFFS)) {
      warning(
          "messages",
          ProblemCode.NO_MESSAGES,
          "customers are told nothing of a handoff: there are no messages",
          "add messages.teamAvailable and messages.teamUnavailable, or messages.followUp");
    }
  }

  private boolean nobodyCanTake(HandoffConfig handoff) {
    return isKnown(handoff.target())
        && takers(handoff.target())
            .noneMatch(agent -> agent.capacity() >= handoff.needs().weight());
  }

  /** A name that is not known is an error of its own, and nothing else follows from it. */
  private boolean isKnown(TargetConfig target) {
    return target.agentId() == null
        ? target.teamId() == null || account.teams().containsKey(target.teamId())
        : account.agents().containsKey(target.agentId());
  }

  /** Widening may lower what is asked for, or ask another team. */
  private boolean nobodyHasSkills(HandoffConfig handoff) {
    String teamId = handoff.target().teamId();
    TeamConfig team = teamId == null ? null : account.teams().get(teamId);
    TeamRouting routing = team == null ? account.routing().team() : team.routing();
    return routing.widening().isEmpty()
        && isKnown(handoff.target())
        && takers(handoff.target())
            .noneMatch(
                agent ->
                    handoff.needs().skills().entrySet().stream()
                        .allMatch(
                            skill ->
                                agent.abilities().skills().getOrDefault(skill.getKey(), 0)
                                    >= skill.getValue()));
  }

  private Stream<AgentConfig> takers(TargetConfig target) {
    List<String> agents =
        target.agentId() == null ? account.members(target.teamId()) : List.of(target.agentId());
    return agents.stream()
        .map(account.agents()::get)
        .filter(Objects::nonNull)
        .filter(agent -> agent.capacity() > 0);
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
    if (channel.autoClose().agentSilentFor() != null) {
      warning(
          "autoClose.agentSilentFor",
          ProblemCode.CLOSES_UNANSWERED,
          "closing for a late agent can end a conversation whose question is unanswered",
          "have the team told before with autoClose.warning or sla.policies, or leave out"
              + " agentSilentFor");
    }
    if (channel.autoClose().agentSilentFor() != null && channel.autoClose().rating()) {
      warning(
          "autoClose.rating",
          ProblemCode.RATING_WHEN_LATE,
          "who was kept waiting is closed without an answer and then asked for a rating, which"
              + " lowers the average",
          "leave out agentSilentFor or rating");
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
    Problems problems = node.reading().problems();
    String place = node.path() + "." + path;
    String words = "channel " + channel.channelId() + ": " + message;
    // After another error this may follow from it.
    if (channel.onSince() != null
        && node.reading().strictness() == Strictness.STRICT
        && ProblemCode.REQUIRED_WHERE_ON.contains(code)
        && !problems.hasErrorsElsewhere()) {
      problems.missing(node.place(), place, code, words, hint);
    } else {
      problems.warning(node.place(), place, code, words, hint);
    }
  }
}
