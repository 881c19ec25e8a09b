package io.handoff.autoclose.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a conversation in time came to.
 *
 * @param conversation what to keep
 * @param closes what to do, in order; mostly none or one
 * @param suppressed why a silence that was being counted ends nothing: "unknown-account" or
 *     "unknown-channel"; null: the settings are there
 */
public record Firing(Conversation conversation, List<Close> closes, @Nullable String suppressed) {
  public Firing {
    closes = List.copyOf(closes);
  }
}
