package io.handoff.settings;

import io.handoff.rules.RuleSet;
import io.handoff.settings.ChannelConfig.ChannelType;
import io.handoff.settings.ChannelReader.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of the YAML file that a person wrote, or of the canonical JSON that {@link
 * SettingsDocument} makes of settings: JSON is YAML too, so both go one way and pass the same
 * checks.
 *
 * <p>Finds all problems at once, each with its place; only text that is no YAML ends the reading
 * where it stops being YAML. What follows from another problem is not reported again. Never throws,
 * whatever the text; the same text gives the same result. Stateless: may be shared by threads.
 *
 * <p>The form of the file is described by {@code settings.schema.json} beside this class, the
 * defaults by {@link SettingsDefaults}, the bounds by {@link SettingsLimits}.
 */
public final class SettingsParser {

  /**
   * Reads a document as services do, or a file that is only to be checked. A channel that is on and
   * does not say since when counts as on since ever (1970).
   *
   * @param sourceName what problems call the file
   */
  public ParsedSettings parse(String sourceName, String text, Strictness strictness) {
    return parse(List.of(new SettingsText(sourceName, text)), strictness);
  }

  /**
   * The same of a file and those that it includes.
   *
   * @param files the file, then at least those that {@link Includes#of} names and that are there;
   *     what it includes and is not among them is reported
   */
  public ParsedSettings parse(List<SettingsText> files, Strictness strictness) {
    return parse(files, strictness, Instant.EPOCH, null);
  }

  /**
   * Reads settings that are about to be applied.
   *
   * @param files as above
   * @param appliedAt since when a channel is on that is turned on without {@code onSince}
   * @param previous the version before: channels that were on keep their moment; null: there is
   *     none
   */
  public ParsedSettings parse(
      List<SettingsText> files,
      Strictness strictness,
      Instant appliedAt,
      @Nullable AccountConfig previous) {
    Problems problems = new Problems(files.stream().map(SettingsText::name).toList());
    Reading reading = new Reading(problems, strictness);
    Yaml root = new Includes(files, reading).join();
    AccountConfig config = null;
    if (root != null) {
      Node node = new Node(reading, "", "the file", root);
      Fields fields = Fields.of(node, Section.ACCOUNT);
      if (fields != null) {
        config = account(fields, node, new Moments(appliedAt, previous));
        if (strictness == Strictness.STRICT && !problems.hasErrors()) {
          checkSize(node, config);
        }
      }
    }
    return new ParsedSettings(problems.hasErrors() ? null : config, problems.inOrder());
  }

  /** What cannot be published must not pass for valid. */
  private static void checkSize(Node node, AccountConfig config) {
    int bytes = SettingsDocument.write(config).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SettingsLimits.DOCUMENT) {
      node.error(
          ProblemCode.TOO_LONG,
          "the settings are too large: %,d bytes once merged into every channel, at most %,d"
              .formatted(bytes, SettingsLimits.DOCUMENT),
          "use fewer channels, or fewer triggers and texts that hold on all of them");
    }
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
