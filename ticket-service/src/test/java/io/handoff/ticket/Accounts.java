package io.handoff.ticket;

import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.FieldType;
import io.handoff.settings.model.TicketsConfig.Named;
import java.time.Duration;
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
  public static final String MAIL = "mail";

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
        Map.of(CHAT, aChat(), MAIL, aChannel(MAIL, ChannelConfig.ChannelType.EMAIL, false)),
        Map.of("desk", new TeamConfig("desk", "Desk", List.of(agentIds))),
        agents);
  }

  /** The same with lists of departments, categories and custom fields, and with a template. */
  public static AccountConfig aShopWithListsAndTemplates(String... agentIds) {
    AccountConfig shop = aShopWithAgents(agentIds);
    return new AccountConfig(
        shop.accountId(),
        shop.name(),
        shop.language(),
        shop.timeZone(),
        shop.channels(),
        shop.teams(),
        shop.agents(),
        shop.routing(),
        new TicketsConfig(
            Duration.ofDays(2),
            Duration.ofDays(30),
            Map.of("billing", new Named("billing", "Billing")),
            Map.of(
                "payment",
                new Category("payment", "Payment", Map.of("refund", new Named("refund", "R")))),
            Map.of(
                "amount", new CustomField("amount", "Amount", FieldType.NUMBER, List.of()),
                "plan",
                    new CustomField("plan", "Plan", FieldType.CHOICE, List.of("basic", "pro")))),
        Map.of(
            "refund",
            new MessageTemplate(
                "refund",
                "Refund",
                Map.of(
                    "ko",
                    List.of(
                        new Part.Text("{customer}님, {agent}입니다. 환불을 시작했습니다."),
                        new Part.Image("https://shop.example/refund.png", null),
                        new Part.Button("네", null, "네")))),
            "polish",
            new MessageTemplate("polish", "P", Map.of("pl", List.of(new Part.Text("Cześć"))))),
        shop.time(),
        shop.rules(),
        shop.sla(),
        shop.lookups());
  }

  private static ChannelConfig aChat() {
    return aChannel(CHAT, ChannelConfig.ChannelType.WEB_CHAT, true);
  }

  private static ChannelConfig aChannel(
      String channelId, ChannelConfig.ChannelType type, boolean aiAgent) {
    return new ChannelConfig(
        channelId,
        type,
        Instant.EPOCH,
        aiAgent,
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
