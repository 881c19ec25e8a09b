package io.handoff.ticket;

import io.handoff.settings.AccountConfig;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.AutoCloseConfig;
import io.handoff.settings.ChannelConfig;
import io.handoff.settings.HandoffConfig;
import io.handoff.settings.MessagesConfig;
import io.handoff.settings.TeamConfig;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts to test with. */
public final class Accounts {
  private Accounts() {}

  public static final String SHOP = "shop";
  public static final String CHAT = "chat";

  /** A shop with a web chat, a team "desk", and these agents in it. */
  public static AccountConfig aShopWithAgents(String... agentIds) {
    Map<String, AgentConfig> agents = new LinkedHashMap<>();
    for (String id : agentIds) {
      agents.put(id, new AgentConfig(id, id, 5, agents.size()));
    }
    return new AccountConfig(
        SHOP,
        "A shop",
        "en",
        ZoneOffset.UTC,
        Map.of(CHAT, aChat()),
        Map.of("desk", new TeamConfig("desk", "Desk", List.of(agentIds))),
        agents);
  }

  private static ChannelConfig aChat() {
    return new ChannelConfig(
        CHAT,
        ChannelConfig.ChannelType.WEB_CHAT,
        Instant.EPOCH,
        true,
        "en",
        new ChannelConfig.TriggerConfig(true, true, true, true, List.of()),
        new HandoffConfig(
            HandoffConfig.Process.LIVE,
            new HandoffConfig.TargetConfig(HandoffConfig.TargetKind.HELP_DESK, "desk", null),
            HandoffConfig.WhenNobodyAvailable.KEEP_OPEN),
        new MessagesConfig(Map.of()),
        new AutoCloseConfig(null, null, false));
  }
}
