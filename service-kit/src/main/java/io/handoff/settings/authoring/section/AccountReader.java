package io.handoff.settings.authoring.section;

import io.handoff.rules.RuleSet;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.authoring.section.ChannelReader.Moments;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.LookupsConfig;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TimeConfig;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a whole account: each section by its own reader, in an order that answers references. */
public final class AccountReader {
  private AccountReader() {}

  /**
   * The settings; usable only where no error was reported. Null: it is no group of fields.
   *
   * @param appliedAt since when a channel is on that is turned on without {@code onSince}
   * @param previous the version before: channels that were on keep their moment; null: there is
   *     none
   */
  public static @Nullable AccountConfig read(
      Node node, Instant appliedAt, @Nullable AccountConfig previous) {
    Fields fields = Fields.of(node, Section.ACCOUNT);
    return fields == null ? null : account(fields, node, new Moments(appliedAt, previous));
  }

  private static AccountConfig account(Fields fields, Node node, Moments moments) {
    Node idNode = fields.required("account");
    String id = idNode == null ? null : Values.accountId(idNode);
    String name = fields.name("name", id == null ? "" : id);
    String language = fields.language("language", SettingsDefaults.LANGUAGE);
    Node zoneNode = fields.get("timeZone");
    ZoneId zone = zoneNode == null ? null : Values.timeZone(zoneNode);
    TeamRoutingReader.References references = new TeamRoutingReader.References();
    TeamRoutingReader teamRouting = new TeamRoutingReader(references);
    RoutingConfig routing = RoutingReader.read(fields.get("routing"), teamRouting);
    AgentTeamIndex index =
        new AgentTeamIndex(fields.get("agents"), fields.get("teams"), teamRouting, routing.team());
    references.teams().forEach(index::checkTeam);
    Calendars calendars =
        new Calendars(fields.get("calendars"), zone == null ? SettingsDefaults.TIME_ZONE : zone);
    references.calendars().forEach(calendars::reference);
    AccountConfig account =
        new AccountConfig(
            id == null ? "" : id,
            name,
            language,
            zone == null ? SettingsDefaults.TIME_ZONE : zone,
            Map.of(),
            index.teams(),
            index.agents(),
            routing);
    Map<String, ChannelConfig> channels = channels(fields, node, account, index, moments);
    index.checkChannels(channelIds(fields));
    TicketsConfig tickets = TicketsReader.read(fields.get("tickets"));
    Map<String, MessageTemplate> templates = TemplatesReader.read(fields);
    Node slaNode = fields.get("sla");
    LookupsConfig lookups = LookupsReader.read(fields.get("lookups"));
    RulesReader rules =
        new RulesReader(
            language,
            channels.keySet(),
            new ActionReader.Known(
                index,
                tickets,
                templates.keySet(),
                slaNode == null ? null : SlaReader.declared(slaNode),
                lookups.byId().keySet()),
            Stream.concat(
                    Stream.of(account.routing().team()),
                    account.teams().values().stream().map(TeamConfig::routing))
                .anyMatch(team -> team.calendarId() != null));
    SlaConfig sla = new SlaReader(rules, calendars).read(slaNode);
    List<RuleSet> ruleSets = rules.read(fields.get("rules"));
    index.warnOfEmptyTeams();
    return new AccountConfig(
        account.accountId(),
        account.name(),
        account.language(),
        account.timeZone(),
        channels,
        account.teams(),
        account.agents(),
        account.routing(),
        tickets,
        templates,
        new TimeConfig(calendars.calendars()),
        ruleSets,
        sla,
        lookups);
  }

  /** Ids of all channels that are declared somehow, be it with an error. */
  private static Set<String> channelIds(Fields fields) {
    Node node = fields.get("channels");
    return node != null && node.yaml() instanceof Yaml.Sequence sequence
        ? sequence.items().stream()
            .map(item -> new Node(node.reading(), "", "", item).rawId())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static Map<String, ChannelConfig> channels(
      Fields fields, Node node, AccountConfig account, AgentTeamIndex index, Moments moments) {
    TriggersReader triggers = new TriggersReader();
    HandoffReader handoff = new HandoffReader(index);
    ChannelConfig base =
        new ChannelConfig(
            "",
            ChannelType.WEB_CHAT,
            null,
            SettingsDefaults.AI_AGENT,
            account.language(),
            triggers.read(
                fields.get("triggers"),
                Section.TRIGGERS,
                account.language(),
                SettingsDefaults.TRIGGERS),
            handoff.read(fields.get("handoff"), SettingsDefaults.HANDOFF),
            MessagesReader.read(fields.get("messages"), SettingsDefaults.MESSAGES),
            AutoCloseReader.read(fields.get("autoClose"), SettingsDefaults.AUTO_CLOSE));
    ChannelReader reader = new ChannelReader(account, base, triggers, handoff, moments);
    Map<String, ChannelConfig> channels = new LinkedHashMap<>();
    List<Node> items = fields.items("channels", SettingsLimits.CHANNELS);
    for (Node item : items) {
      ChannelConfig channel = reader.read(item);
      if (channel != null) {
        channels.putIfAbsent(channel.channelId(), channel);
      }
    }
    if (items.isEmpty() && fields.get("channels") == null) {
      node.warning(
          ProblemCode.NO_CHANNELS, "the account has no channels, so nothing is handed off", null);
    }
    return channels;
  }
}
