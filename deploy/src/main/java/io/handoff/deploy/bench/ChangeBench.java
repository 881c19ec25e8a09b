package io.handoff.deploy.bench;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.deploy.bench.VersionWatch.Seen;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.kit.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How soon after a change of settings every service decides by it, while conversations come in, and
 * whether a decision ever mixes two versions: each version says its number in several sections, and
 * what a service writes must say the number of the version that it names.
 */
final class ChangeBench {

  private static final String ACCOUNT = "bench";
  private static final int AGENTS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Until the first conversations are closed, a minute after an agent wrote. */
  private static final Duration WARM_UP = Duration.ofMinutes(5);

  private final HandoffHome home;
  private final Path folder;
  private final int changes;
  private final int rate;
  private final Consumer<String> progress;
  private volatile boolean loading = true;
  private final AtomicLong published = new AtomicLong();

  /**
   * @param changes how many versions are applied while messages come in
   * @param rate messages a second
   */
  ChangeBench(HandoffHome home, Path folder, int changes, int rate, Consumer<String> progress) {
    this.home = home;
    this.folder = folder;
    this.changes = changes;
    this.rate = rate;
    this.progress = progress;
  }

  /** Milliseconds. */
  record Spread(long median, long p99, long max) {
    static Spread of(List<Long> all) {
      long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
      return new Spread(
          sorted[sorted.length / 2],
          sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
          sorted[sorted.length - 1]);
    }

    Map<String, Object> fields() {
      return Map.of("medianMs", median, "p99Ms", p99, "maxMs", max);
    }
  }

  /**
   * What was measured.
   *
   * @param published messages that were published
   * @param decisions decisions that were compared with the version they name
   * @param mixed those that said another version's number as well
   * @param examples the first of these
   * @param apply how long applying took
   * @param first from the call of apply until a decision by the version could be read: by service,
   *     and under "all" until one of each
   */
  record Result(
      int changes,
      int rate,
      long published,
      long decisions,
      long mixed,
      List<String> examples,
      Spread apply,
      Map<String, Spread> first) {

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changes", changes);
      fields.put("messagesPerSecond", rate);
      fields.put("messages", published);
      fields.put("decisions", decisions);
      fields.put("mixed", mixed);
      fields.put("examples", examples);
      fields.put("apply", apply.fields());
      Map<String, Object> services = new LinkedHashMap<>();
      first.forEach((service, spread) -> services.put(service, spread.fields()));
      fields.put("firstDecision", services);
      return fields;
    }
  }

  Result run() throws InterruptedException {
    try (LocalStack stack =
        LocalStack.start(
            home, StackPlan.onFreePorts(folder), Contracts.forOneMachine(), progress)) {
      Endpoints endpoints = stack.endpoints();
      SettingsPublisher settings =
          new SettingsPublisher(
              SettingsConnection.to(endpoints, TIMEOUT), TIMEOUT, InstantSource.system());
      apply(settings, 1);
      try (Publisher publisher = new Publisher(endpoints);
          VersionWatch watch = new VersionWatch(endpoints);
          Platform platform = Platform.at(endpoints, publisher)) {
        platform.open();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int agent = 0; agent < AGENTS; agent++) {
          platform.publish(presence("agent" + agent, now));
        }
        publisher.flush();
        Thread load = Thread.ofPlatform().name("load").daemon().start(() -> load(platform));
        try {
          watch.await(1, WARM_UP);
          progress.accept("every service decides");
          return change(settings, watch);
        } finally {
          loading = false;
          load.join(TIMEOUT);
        }
      }
    }
  }

  private Result change(SettingsPublisher settings, VersionWatch watch)
      throws InterruptedException {
    List<Long> applying = new ArrayList<>();
    Map<String, List<Long>> first = new LinkedHashMap<>();
    for (int number = 2; number <= changes + 1; number++) {
      long call = System.nanoTime();
      apply(settings, number);
      applying.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - call));
      long last = 0;
      for (Seen seen : watch.await(number, TIMEOUT)) {
        long took = TimeUnit.NANOSECONDS.toMillis(seen.nanos() - call);
        first.computeIfAbsent(seen.service(), service -> new ArrayList<>()).add(took);
        last = Math.max(last, took);
      }
      first.computeIfAbsent("all", all -> new ArrayList<>()).add(last);
      if (number % 20 == 1) {
        progress.accept("%d changes".formatted(number - 1));
      }
    }
    Map<String, Spread> spreads = new LinkedHashMap<>();
    first.forEach((service, all) -> spreads.put(service, Spread.of(all)));
    return new Result(
        changes,
        rate,
        published.get(),
        watch.decisions(),
        watch.mixed(),
        watch.examples(),
        Spread.of(applying),
        spreads);
  }

  private static void apply(SettingsPublisher settings, int number) {
    Outcome outcome = settings.apply("bench.yaml", text(number), "bench", "");
    if (!(outcome instanceof Outcome.Applied(var version, var _))
        || version.getVersion() != number) {
      throw new PlayException("The bench's own settings were not applied: " + outcome);
    }
  }

  /** Settings that say their number, {@code v7}, wherever a decision shows it. */
  private static String text(int number) {
    StringBuilder text =
        new StringBuilder(
            """
            account: bench
            triggers:
              custom: [{ id: refund-vN, phrase: refund, language: en }]
            handoff: { target: { kind: help-desk, team: desk } }
            messages:
              teamAvailable: "vN: {team} is here"
              teamUnavailable: "vN: {team} is not here"
              closing: "vN: goodbye"
            autoClose: { customerSilentFor: 1m }
            tickets: { departments: [returns-vN] }
            channels: [{ id: web, type: web-chat, onSince: 2026-01-01T00:00:00Z }]
            rules:
              - id: new
                on: ticket-created
                rules:
                  - id: mark
                    then:
                      - { action: set-department, to: returns-vN }
                      - { action: add-conversation-tags, tags: [tag-vN] }
            agents:
            """);
    List<String> members = new ArrayList<>();
    for (int agent = 0; agent < AGENTS; agent++) {
      text.append("  - { id: agent%d, capacity: 1000 }%n".formatted(agent));
      members.add("agent" + agent);
    }
    text.append("teams: [{ id: desk, name: Desk vN, members: %s }]%n".formatted(members));
    return text.toString().replace("vN", "v" + number);
  }

  private static AgentPresence presence(String agentId, Instant at) {
    return AgentPresence.newBuilder()
        .setEventId(Ids.derive("bench-presence", agentId))
        .setAccountId(ACCOUNT)
        .setAgentId(agentId)
        .setOccurredAt(at)
        .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
        .build();
  }

  /** Two messages a conversation: the customer's, who calls for a person, and an agent's. */
  private void load(Platform platform) {
    long begin = System.nanoTime();
    for (int conversation = 0; loading; conversation++) {
      String id = "conversation-" + conversation;
      platform.post(event(id, 0), AuthorType.CUSTOMER, "customer", "I want a refund");
      platform.post(event(id, 1), AuthorType.AGENT, "agent0", "Let me see");
      long due = begin + published.addAndGet(2) * TimeUnit.SECONDS.toNanos(1) / rate;
      long ahead = due - System.nanoTime();
      try {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, ahead));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static ConversationEvent.Builder event(String conversation, int number) {
    return ConversationEvent.newBuilder()
        .setEventId(Ids.derive("bench", conversation, number))
        .setAccountId(ACCOUNT)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setCause(null);
  }
}
