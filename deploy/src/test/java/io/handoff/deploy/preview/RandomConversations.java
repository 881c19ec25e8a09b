package io.handoff.deploy.preview;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AddNote;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.Merge;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.Script.Step;
import io.handoff.deploy.play.Script.What;
import io.handoff.kit.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of all kinds with settings of all kinds, by chance; the same seed gives the same.
 * Each has an account of its own, for an account's clock stands at the latest event of any of its
 * conversations; in some, the customer has asked for a person in another conversation before, whose
 * ticket can be merged. Agents who are offline keep what they have: as soon as somebody waits, the
 * account's clock stands at the machine's time, ahead of events that lie back, and what is counted
 * from there comes later than in preview.
 */
final class RandomConversations {

  /** Deadlines of silence; there are no others. */
  static final Duration SILENCE = Duration.ofMinutes(10);

  /** How long before a conversation the other one of its customer begins. */
  private static final Duration EARLIER = Duration.ofSeconds(1);

  /** One of so many conversations is made of e-mails. */
  private static final int EMAIL = 5;

  /** Offers that nobody answers stay open for longer than any conversation is played. */
  private static final String OFFERS = "{ within: 30m, nextRoundAfter: 30m }";

  private static final String[] LANGUAGES = {"en", "ko", "pl"};
  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "en",
          List.of(
              "Where is my parcel?",
              "I want to talk to a human",
              "I don't want to talk to a human, just tell me the hours",
              "Please refund me",
              "Thanks, that helped",
              "ok"),
          "ko",
          List.of("배송이 언제 오나요?", "상담원 연결해 주세요", "환불 해주세요", "감사합니다", "네", "주소를 바꾸고 싶어요"),
          "pl",
          List.of(
              "Gdzie jest moja paczka?",
              "Chcę porozmawiać z konsultantem",
              "Proszę o zwrot pieniędzy",
              "Dziękuję",
              "Nie, nie o to pytałam",
              "Tak"));

  /** A conversation, the one before it if there is one, and who is there from the beginning. */
  record Played(Script script, @Nullable Script earlier, List<AgentPresence> presences) {

    /**
     * The same conversations at another time; who is there has been there since the same moment.
     */
    Played startingAt(Instant start) {
      return new Played(
          at(start.plus(EARLIER), script), earlier == null ? null : at(start, earlier), presences);
    }

    private static Script at(Instant start, Script script) {
      return new Script(
          script.name(),
          script.title(),
          script.accountId(),
          script.channelId(),
          script.conversationId(),
          script.customer(),
          start,
          script.steps());
    }
  }

  private final Random random;
  private final String run;
  private final Instant present;
  private final Map<String, StringBuilder> channels = new LinkedHashMap<>();
  private final Map<String, StringBuilder> teams = new LinkedHashMap<>();
  private final Map<String, StringBuilder> agents = new LinkedHashMap<>();
  private final Map<String, String> heads = new LinkedHashMap<>();
  private final List<Played> conversations = new ArrayList<>();

  /** So many conversations, beginning when those agents come who come at all. */
  RandomConversations(int count, long seed, Instant present) {
    this.random = new Random(seed);
    this.run = Long.toHexString(seed);
    this.present = present;
    for (int i = 0; i < count; i++) {
      conversations.add(conversation(i));
    }
  }

  List<Played> conversations() {
    return conversations;
  }

  /**
   * Settings files by account, as they are after a step that changes them: another word is a
   * trigger, and other words are said.
   */
  Map<String, String> changedSettings() {
    Map<String, String> files = settings();
    files.replaceAll(
        (account, text) ->
            text.replace(
                    "  custom:\n",
                    """
                      custom:
                        - { id: parcel-en, phrase: parcel, language: en }
                        - { id: parcel-ko, phrase: 배송, language: ko }
                        - { id: parcel-pl, phrase: paczka, language: pl }
                    """)
                .replace("We will write back", "We write as soon as we can"));
    return files;
  }

  /** Settings files by account. */
  Map<String, String> settings() {
    Map<String, String> files = new LinkedHashMap<>();
    heads.forEach(
        (account, head) ->
            files.put(
                account,
                head
                    + "channels:\n"
                    + channels.get(account)
                    + "teams:\n"
                    + teams.get(account)
                    + "agents:\n"
                    + agents.get(account)));
    return files;
  }

  private Played conversation(int i) {
    String account = "random-" + i;
    String language = LANGUAGES[i % LANGUAGES.length];
    boolean isSecond = random.nextInt(3) == 0;
    heads.computeIfAbsent(account, this::head);
    channels
        .computeIfAbsent(account, a -> new StringBuilder())
        .append(channel(i, language, isSecond));
    teams
        .computeIfAbsent(account, a -> new StringBuilder())
        .append(
            "  - { id: team-%d, name: Team %d, members: [a-%d, b-%d] }\n".formatted(i, i, i, i));
    agents
        .computeIfAbsent(account, a -> new StringBuilder())
        .append(
            "  - { id: a-%d, name: Anna %d, capacity: %d }\n".formatted(i, i, random.nextInt(3)))
        .append("  - { id: b-%d, name: Ben %d, capacity: 1 }\n".formatted(i, i));
    List<AgentPresence> presences = new ArrayList<>();
    for (String agent : List.of("a-" + i, "b-" + i)) {
      if (random.nextInt(10) < 6) {
        presences.add(presence(account, agent));
      }
    }
    List<Step> steps = new ArrayList<>();
    int length = 2 + random.nextInt(8);
    int change = random.nextInt(3 * length); // in a third of the conversations, once
    for (int n = 0; n < length; n++) {
      What what = n == change ? new Script.Settings(account) : what(i, n, language, isSecond);
      steps.add(new Step(Duration.ofMillis(500 + random.nextInt(6_000)), what));
    }
    Script.Person customer =
        new Script.Person(
            "customer-" + i,
            random.nextBoolean() ? "Kim" : null,
            language,
            random.nextBoolean() ? "kim@example.org" : null,
            random.nextBoolean() ? Map.of("plan", "gold") : Map.of());
    Step asked = new Step(Duration.ofMillis(100), new Script.AsksForPerson("button"));
    return new Played(
        script(i, id(i), customer, steps),
        isSecond ? script(i, earlierId(i), customer, List.of(asked)) : null,
        presences);
  }

  private Script script(int i, String id, Script.Person customer, List<Step> steps) {
    return new Script(
        id, "Random " + i, "random-" + i, "channel-" + i, id, customer, present, steps);
  }

  private String id(int i) {
    return "random-" + run + "-" + i;
  }

  private String earlierId(int i) {
    return id(i) + "-earlier";
  }

  private String head(String account) {
    return """
    account: %s
    triggers:
      aiAgentPaused: %s
      custom:
        - { id: refund-en, phrase: refund, language: en }
        - { id: refund-ko, phrase: 환불, language: ko }
        - { id: refund-pl, phrase: zwrot pieniędzy, language: pl }
    routing: { strategy: %s, offlineGrace: 1h, acceptance: %s }
    messages:
      teamAvailable: { ko: "{team}입니다", other: "{team} will be with you, {customer}" }
      teamUnavailable: { other: "Nobody of {team} is here" }
      unassigned: { other: "Nobody can answer" }
      followUp: { other: "We will write back" }
      noHandoff: { other: "We cannot take over" }
      closing: { pl: "Do widzenia", other: "Goodbye" }
      ratingRequest: { other: "Please rate us" }
    """
        .formatted(
            account,
            random.nextInt(4) > 0,
            List.of("least-loaded", "rotation", "last-agent").get(random.nextInt(3)),
            random.nextInt(3) == 0 ? OFFERS : "off");
  }

  /** Where a conversation is the second one, the first has a ticket. */
  private String channel(int i, String language, boolean isSecond) {
    boolean email = i % EMAIL == 0;
    List<String> processes = List.of("live", "live", "live", "asynchronous", "none");
    String process = processes.get(email ? 3 : random.nextInt(isSecond ? 4 : 5));
    return """
      - id: channel-%d
        type: %s
        onSince: 2020-01-01T00:00:00Z
        language: %s
        aiAgent: %s
        handoff:
          process: %s
          target: { kind: %s, team: team-%d }
          whenNobodyAvailable: %s
        autoClose: { customerSilentFor: 10m, agentSilentFor: 10m, rating: %s }
    """
        .formatted(
            i,
            email ? "email" : "web-chat",
            language,
            random.nextInt(5) > 0 || process.equals("none"), // somebody has to answer
            process,
            isSecond || random.nextInt(5) > 0 ? "help-desk" : "inbox",
            i,
            random.nextBoolean() ? "keep-open" : "close",
            random.nextBoolean());
  }

  private AgentPresence presence(String account, String agent) {
    return AgentPresence.newBuilder()
        .setEventId(Ids.derive("random-presence", account, agent, present))
        .setAccountId(account)
        .setAgentId(agent)
        .setOccurredAt(present)
        .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
        .build();
  }

  private What what(int i, int n, String language, boolean isSecond) {
    String agent = (random.nextBoolean() ? "a-" : "b-") + i;
    List<String> texts = TEXTS.getOrDefault(language, List.of());
    return switch (random.nextInt(22)) {
      case 0, 1, 2, 3, 4, 5 -> customerWrites(i, n, texts.get(random.nextInt(texts.size())));
      case 6, 7 -> new Script.AiWrites("Could you say that again?");
      case 8 -> new Script.AiGivesUp("no source");
      case 9 -> new Script.AsksForPerson("button");
      case 10 -> command(agent, new Reply("Hello, I have looked into it.", null, null));
      case 11 ->
          random.nextBoolean()
              ? command(agent, new AddNote("a note", List.of()))
              : isSecond
                  ? new Script.MergeOf(agent, earlierId(i))
                  : command(agent, new Merge(Ids.derive("no", "ticket")));
      case 12 ->
          command(
              agent,
              new ChangeTags(
                  random.nextBoolean() ? TagScope.CUSTOMER : TagScope.CONVERSATION,
                  List.of("parcel"),
                  List.of()));
      case 13 -> command(agent, new Assign("b-" + i));
      case 14 ->
          random.nextBoolean()
              ? command(agent, new SetStatus(TicketStatus.RESOLVED))
              : command(agent, new HandBack("nothing for me"));
      case 15 -> command(agent, new SetPriority(Priority.values()[random.nextInt(4)]));
      case 16 -> command(agent, random.nextBoolean() ? new Take(null) : new Release(null));
      case 17 ->
          command(
              agent,
              random.nextBoolean()
                  ? new SetCustomField("size", "XL")
                  : new SetDepartment("sales", null));
      case 18 -> random.nextBoolean() ? command(agent, new Snooze(null)) : new Script.AiResumed();
      case 19, 20 ->
          command(
              agent,
              random.nextInt(3) > 0 ? new AcceptOffer(null) : new DeclineOffer(null, "busy"));
      default -> random.nextInt(4) == 0 ? new Script.Leaves() : new Script.AgentWrites(agent, "Hi");
    };
  }

  /** An e-mail has an id, and names the one before it. */
  private static What customerWrites(int i, int n, String text) {
    return i % EMAIL > 0
        ? new Script.CustomerWrites(text)
        : new Script.CustomerWrites(
            text,
            "mail-" + i + "-" + n,
            n == 0 ? List.of() : List.of("mail-%d-%d".formatted(i, n - 1)));
  }

  private static What command(String agent, Object payload) {
    return new Script.Command(agent, payload);
  }
}
