package io.handoff.routing.decision.message;

import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Action.Say;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What customers are told: the channel's message for an occasion, in the handoff's language or else
 * the channel's, with its placeholders filled in; without a team the account's name stands for it.
 * One that would have a hole is not sent, and that is told. Empty: nothing is sent.
 */
public final class Messages {
  private Messages() {}

  /** About an open handoff. */
  public static Optional<Say> text(
      DecisionBuilder decision, OpenHandoff handoff, Occasion occasion) {
    return text(
        decision, handoff.handoff(), handoff.target(), handoff.agentId(), occasion, handoff);
  }

  /** About a handoff that nobody is to have. */
  public static Optional<Say> text(
      DecisionBuilder decision, Handoff handoff, RoutingTarget target, Occasion occasion) {
    return text(decision, handoff, target, null, occasion, null);
  }

  private static Optional<Say> text(
      DecisionBuilder decision,
      Handoff handoff,
      RoutingTarget target,
      @Nullable String agentId,
      Occasion occasion,
      @Nullable OpenHandoff open) {
    Roster roster = decision.roster();
    return roster
        .config()
        .channel(handoff.channelId())
        .flatMap(
            channel -> channel.messages().content(occasion, handoff.language(), channel.language()))
        .flatMap(
            found -> {
              Map<String, String> values = new HashMap<>();
              values.put("customer", handoff.customerName());
              values.put("agent", agentId == null ? "" : roster.nameOf(agentId));
              values.put("team", roster.teamName(target.teamId(), agentId));
              if (open != null && open.waits()) {
                place(decision, open, found.text(), values);
              }
              if (found.text().contains("{hours}")) {
                values.put(
                    "hours",
                    hours(
                        decision,
                        target.teamId(),
                        found.language() == null ? "" : found.language()));
              }
              String missing = found.missing(values).orElse(null);
              if (missing != null) {
                decision.effect(
                    new Effect.Logged(
                        true,
                        handoff,
                        "message",
                        "empty-placeholder",
                        "%s is not sent: it says {%s}, and there is none"
                            .formatted(occasion.key(), missing)));
                return Optional.empty();
              }
              return Optional.of(new Say(occasion, found.fill(values, null)));
            });
  }

  private static void place(
      DecisionBuilder decision, OpenHandoff open, String text, Map<String, String> values) {
    if (text.contains("{position}") || text.contains("{wait}")) {
      int position = decision.state().position(open);
      values.put("position", Integer.toString(position));
      Long wait = decision.state().line(open.pool().line()).estimate(position);
      values.put("wait", wait == null ? "" : wait(Duration.ofMillis(wait)));
    }
  }

  /** Whole minutes, rounded up; hours from 60 minutes on. */
  public static String wait(Duration wait) {
    long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** When a closed team opens next, in the account's time zone; empty where it is open. */
  private static String hours(DecisionBuilder decision, @Nullable String teamId, String language) {
    Instant opens = decision.roster().nextOpening(teamId, decision.now());
    if (opens == null) {
      return "";
    }
    String pattern =
        Duration.between(decision.now(), opens).toDays() < 6 ? "EEEE HH:mm" : "d MMMM HH:mm";
    return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language))
        .format(opens.atZone(decision.roster().config().timeZone()));
  }
}
