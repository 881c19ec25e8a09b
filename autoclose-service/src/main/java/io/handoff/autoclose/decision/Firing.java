package io.handoff.autoclose.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a conversation in time came to.
 *
 * @param conversation what to keep; null: it was closed long enough ago to be forgotten
 * @param closes what to do, in order; mostly none or one
 * @param suppressed why a silence that was being counted ends nothing: "unknown-account" or
 *     "unknown-channel"; null: the settings are there
 */
public record Firing(
    @Nullable Conversation conversation, List<Close> closes, @Nullable String suppressed) {
  public Firing {
    closes = List.copyOf(closes);
  }
}
