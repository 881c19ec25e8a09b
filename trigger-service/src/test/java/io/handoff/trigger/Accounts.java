package io.handoff.trigger;

import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.MessagesConfig;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts for tests. */
public final class Accounts {
  private Accounts() {}

  public static final Instant ON_SINCE = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * One channel "web" with an AI agent, all built-in triggers and "refund" in English, "환불" in
   * Korean.
   */
  public static AccountConfig acme() {
    return withChannel(ON_SINCE, true, all(true));
  }

  /** The same on a channel "web" of another type. */
  public static AccountConfig acmeOn(ChannelType type) {
    return withChannel(type, ON_SINCE, true, all(true));
  }

  public static AccountConfig withChannel(
      @Nullable Instant onSince, boolean aiAgent, TriggerConfig triggers) {
    return withChannel(ChannelType.WEB_CHAT, onSince, aiAgent, triggers);
  }

  private static AccountConfig withChannel(
      ChannelType type, @Nullable Instant onSince, boolean aiAgent, TriggerConfig triggers) {
    ChannelConfig web =
        new ChannelConfig(
            "web",
            type,
            onSince,
            aiAgent,
            "pl",
            triggers,
            new HandoffConfig(
                HandoffConfig.Process.LIVE,
                new HandoffConfig.TargetConfig(HandoffConfig.TargetKind.HELP_DESK, null, null),
                HandoffConfig.WhenNobodyAvailable.KEEP_OPEN),
            new MessagesConfig(Map.of()),
            new AutoCloseConfig(null, null, false));
    return new AccountConfig(
        "acme", "Acme", "en", ZoneOffset.UTC, Map.of("web", web), Map.of(), Map.of());
  }

  public static TriggerConfig all(boolean builtIn) {
    return new TriggerConfig(
        builtIn,
        builtIn,
        builtIn,
        builtIn,
        List.of(
            new CustomTrigger("refund-ko", "환불", "ko"),
            new CustomTrigger("money-back", "money back", "en")));
  }
}
