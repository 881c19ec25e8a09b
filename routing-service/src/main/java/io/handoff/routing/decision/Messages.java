package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Action.Say;
import io.handoff.settings.MessagesConfig.Occasion;
import io.handoff.settings.Placeholders;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What customers are told. */
final class Messages {
  private Messages() {}

  /**
   * The channel's text for an occasion, in the handoff's language or else the channel's, with
   * {@code {customer}}, {@code {agent}} and {@code {team}} filled in; one that is not known becomes
   * nothing, and without a team the account's name stands for it. Empty: nothing is sent.
   *
   * @param agentId who has the conversation; null: nobody
   */
  static Optional<Say> text(
      Roster roster,
      Handoff handoff,
      RoutingTarget target,
      @Nullable String agentId,
      Occasion occasion) {
    return roster
        .config()
        .channel(handoff.channelId())
        .flatMap(
            channel -> channel.messages().text(occasion, handoff.language(), channel.language()))
        .map(
            found ->
                new Say(
                    occasion,
                    Placeholders.fill(
                        found.text(),
                        Map.of(
                            "customer", handoff.customerName(),
                            "agent", agentId == null ? "" : roster.nameOf(agentId),
                            "team", roster.teamName(target.teamId()))),
                    found.language()));
  }
}
