package io.handoff.deploy.preview;

import io.handoff.autoclose.decision.SilencePolicy;
import io.handoff.autoclose.topology.AutocloseTopology;
import io.handoff.avro.AccountSettings;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.play.ChatPlatform;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.PlaybackTarget;
import io.handoff.deploy.play.RecordSink;
import io.handoff.deploy.play.Stories;
import io.handoff.deploy.play.TopicReader;
import io.handoff.deploy.preview.PreviewService.Definition;
import io.handoff.deploy.preview.PreviewService.Published;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.routing.topology.RoutingTopology;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.topology.TicketTopology;
import io.handoff.trigger.topology.TriggerTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The four services on test drivers, a chat platform, and a clock that only moves when told.
 *
 * <p>A record that is published reaches every service that reads its topic before the next one
 * does, and everything that follows from it happens before anything else: what a system without
 * load would do. The same input gives the same stories. Not safe for use by several threads.
 */
public final class PreviewSystem implements PlaybackTarget, AutoCloseable {

  /** Sees all records, and when everything has come of them. */
  public interface Observer {

    /** A record was published; those who read it do so next. */
    void published(Topic<?> topic, SpecificRecord value, Instant at);

    /** Nothing is left to be read at this moment. */
    void settled(Instant at);
  }

  /** Timers need a tick that is read back, then a look at what has come due. */
  private static final Duration STEP = Duration.ofMillis(100);

  /** How soon all services have noticed other settings. */
  private static final Duration NOTICED = Duration.ofSeconds(2);

  /** Looks in a row that may come to nothing before what is due is taken for a left-over. */
  private static final int LOOKS = 50;

  /** Leaps in a row in which nothing new happened: what recurs for ever must not keep a preview. */
  private static final int LEAPS_WITHOUT_NEWS = 500;

  /** What is told at one moment keeps its order by nanoseconds. */
  private static final int ORDER = 1_000_000;

  private static final List<Definition> SERVICES =
      List.of(
          new Definition(
              "trigger-service", Topics.TRIGGER_DEAD_LETTERS, TriggerTopology::build, null),
          new Definition(
              "routing-service",
              Topics.ROUTING_DEAD_LETTERS,
              (service, topology) -> RoutingTopology.build(service, topology, Rhythm.LEAPING),
              RoutingTopology.TIMERS),
          new Definition("ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build, null),
          new Definition(
              "autoclose-service",
              Topics.AUTOCLOSE_DEAD_LETTERS,
              (service, topology) ->
                  AutocloseTopology.build(service, topology, SilencePolicy.DEFAULT, Rhythm.LEAPING),
              AutocloseTopology.TIMERS));

  private final String scope = "preview-" + UUID.randomUUID();
  private final Path stateDir;
  private final List<PreviewService> services;
  private final AvroSerializer<SpecificRecord> serializer;
  private final Map<String, AvroDecoder<?>> decoders = new HashMap<>();
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Queue<Published> published = new ArrayDeque<>();
  private final Stories stories = new Stories();
  private final ChatPlatform platform =
      new ChatPlatform(
          new RecordSink() {
            @Override
            public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
              add(topic, value);
            }
          });
  private final List<Observer> observers = new ArrayList<>();
  private final NavigableSet<Instant> looks = new TreeSet<>();
  private Instant now;
  private Function<String, AccountConfig> files = PreviewSystem::noSettings;
  private boolean carrying;
  private long version;
  private long told;

  /** A system in which nothing has happened. */
  public PreviewSystem(Instant start) {
    this.now = start;
    SchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(scope);
    for (Topic<?> topic : Topics.ALL) {
      registry.register(topic.subject(), SpecificData.get().getSchema(topic.valueType()));
      topics.put(topic.name(), topic);
      decoders.put(topic.name(), new AvroDecoder<>(topic.valueType(), registry));
    }
    this.serializer = new AvroSerializer<>(registry);
    this.stateDir = stateDir();
    this.services =
        new ArrayList<>(
            SERVICES.parallelStream()
                .map(
                    service ->
                        new PreviewService(
                            service, "memory://" + scope, stateDir.resolve(service.name()), start))
                .toList());
  }

  /**
   * In memory where the machine has a file system there: stores are written through to the disk.
   */
  private static Path stateDir() {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "handoff-preview")
          : Files.createTempDirectory("handoff-preview");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets somebody see everything from now on. */
  public void observe(Observer observer) {
    observers.add(observer);
  }

  /**
   * Where settings come from that a conversation puts into force.
   *
   * @param files settings by the name of their file
   */
  void settingsFrom(Function<String, AccountConfig> files) {
    this.files = files;
  }

  @Override
  public void settings(String file) {
    settings(files.apply(file), version + 1);
  }

  /** Where no settings can be put into force. */
  static AccountConfig noSettings(String file) {
    throw new PlayException("There are no settings " + file + " here.");
  }

  /** Ends all services and starts them anew with what their stores hold, as an update does. */
  public void restart() {
    services.replaceAll(service -> service.restarted(now));
    looks.add(now.plus(NOTICED.dividedBy(2))); // the first look of a new service finds its place
    looks.add(now.plus(NOTICED));
  }

  /** Lets it see no more. */
  public void ignore(Observer observer) {
    observers.remove(observer);
  }

  /** Puts an account's settings into force. */
  public void settings(AccountConfig config, long version) {
    this.version = version;
    String document = SettingsDocument.write(config);
    publish(
        Topics.SETTINGS_ACCOUNTS,
        AccountSettings.newBuilder()
            .setAccountId(config.accountId())
            .setCurrent(
                SettingsVersion.newBuilder()
                    .setAccountId(config.accountId())
                    .setVersion(version)
                    .setEffectiveAt(now)
                    .setAppliedAt(now)
                    .setAppliedBy("preview")
                    .setDigest(SettingsDocument.digest(document))
                    .setDocument(document)
                    .build())
            .build());
    looks.add(now.plus(NOTICED));
  }

  /** The chat platform, through which conversations are played. */
  public ChatPlatform platform() {
    return platform;
  }

  /** What has happened. */
  public Stories stories() {
    return stories;
  }

  /** The clock. */
  public Instant now() {
    return now;
  }

  /** Publishes a record now, and lets everything happen that follows from it. */
  public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
    add(topic, value);
  }

  private <V extends SpecificRecord> void add(Topic<V> topic, V value) {
    published.add(
        new Published(
            topic.name(),
            topic.key(value).getBytes(StandardCharsets.UTF_8),
            serializer.serialize(topic.name(), value),
            null));
    carry();
  }

  /** Carries records to whoever reads them until none is left. */
  private void carry() {
    if (carrying) {
      return; // what is being carried has led to this
    }
    carrying = true;
    try {
      for (Published next = published.poll(); next != null; next = published.poll()) {
        tell(next);
        for (PreviewService service : services) {
          service.read(next, now);
          published.addAll(service.taken());
        }
      }
    } finally {
      carrying = false;
    }
    observers.forEach(observer -> observer.settled(now));
  }

  private void tell(Published record) {
    Topic<?> topic = topics.get(record.topic());
    AvroDecoder<?> decoder = decoders.get(record.topic());
    if (topic == null
        || decoder == null
        || !(decoder.decode(record.value())
            instanceof Decoded.Ok<?>(SpecificRecord value, int id))) {
      return;
    }
    observers.forEach(observer -> observer.published(topic, value, now));
    if ((Stories.TOPICS.contains(topic) || topic.equals(Topics.AGENT_PRESENCE))
        && stories.see(new TopicReader.Read(topic, 0, told, now.plusNanos(told % ORDER), value))) {
      told++;
    }
    if (value instanceof ConversationAction action) {
      platform.carryOut(action);
    }
  }

  /**
   * Moves the clock there, from one deadline to the next. A moment that is past changes nothing.
   */
  @Override
  public void reach(Instant moment) {
    for (Instant due = nextDue(); !due.isAfter(moment); due = nextDue()) {
      leap(due);
    }
    moveTo(moment);
  }

  /** Lets the next thing happen that is due before a moment; false: nothing is. */
  boolean leapBefore(Instant moment) {
    Instant due = nextDue();
    if (!due.isBefore(moment)) {
      return false;
    }
    leap(due);
    return true;
  }

  /**
   * Moves the clock from deadline to deadline until nothing more comes of it.
   *
   * @return why it ended early: what happens repeats itself; null: it did not
   */
  public @Nullable String finish(Duration horizon) {
    Instant end = now.plus(horizon);
    Instant last = now;
    int leaps = 0;
    for (Instant due = nextDue(); !due.isAfter(end); due = nextDue()) {
      if (leaps == LEAPS_WITHOUT_NEWS) {
        return repeats(last);
      }
      leaps = leap(due) ? 0 : leaps + 1;
      last = leaps == 0 ? now : last;
    }
    return null;
  }

  private String repeats(Instant last) {
    return ("the same happens again and again: nothing new happened after %s, and the play ends at"
            + " %s; what would happen later is not shown")
        .formatted(last.truncatedTo(ChronoUnit.SECONDS), now.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void await(
      String accountId,
      String conversationId,
      String wanted,
      Predicate<ConversationTimeline> test,
      Duration timeout) {
    Instant last = now;
    for (int leaps = 0; !holds(accountId, conversationId, test); ) {
      Instant due = nextDue();
      if (due.equals(Instant.MAX) || leaps == LEAPS_WITHOUT_NEWS) {
        throw new PlayException(
            "conversation %s did not become %s: %s"
                .formatted(
                    conversationId,
                    wanted,
                    due.equals(Instant.MAX)
                        ? "nothing more would happen after " + last
                        : repeats(last)));
      }
      leaps = leap(due) ? 0 : leaps + 1;
      last = leaps == 0 ? now : last;
    }
  }

  private boolean holds(
      String accountId, String conversationId, Predicate<ConversationTimeline> test) {
    ConversationTimeline timeline = stories.of(accountId, conversationId);
    return timeline != null && test.test(timeline);
  }

  private Instant nextDue() {
    return Stream.concat(looks.stream(), services.stream().map(PreviewService::nextDue))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** Lets what is due at a moment happen; false: nothing new came of it. */
  private boolean leap(Instant due) {
    int before = stories.different();
    moveTo(due);
    for (int looks = 0; !nextDue().isAfter(now); looks++) {
      if (looks == LOOKS) {
        throw new IllegalStateException("what is due at " + due + " does not happen");
      }
      moveTo(now.plus(STEP));
    }
    return stories.different() > before;
  }

  private void moveTo(Instant moment) {
    if (!moment.isAfter(now)) {
      return;
    }
    Duration by = Duration.between(now, moment);
    now = moment;
    looks.headSet(now, true).clear();
    for (PreviewService service : services) {
      service.advance(by);
      published.addAll(service.taken());
    }
    carry();
  }

  @Override
  public void close() {
    services.forEach(PreviewService::close);
    InMemorySchemaRegistryClient.dropScope(scope);
    try (Stream<Path> files = Files.walk(stateDir)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
