package io.handoff.deploy.chaos;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Hands;
import io.handoff.deploy.play.Platform;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.play.Watcher;
import io.handoff.kit.streams.store.StreamsDefaults;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** What must not stop a running system, case by case. */
final class Faults implements AutoCloseable {

  /** In the order in which they are played: each leaves the system running. */
  static final List<String> CASES =
      List.of(
          "large",
          "sequence",
          "times",
          "partition",
          "flood",
          "registry",
          "unreadable",
          "refused",
          "gives-up");

  private static final String ACCOUNT = "faults";
  private static final String TICKETS = "ticket-service";
  private static final String CHANGELOG = TICKETS + "-conversations-changelog";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Eleven failures, each after the time-out of the thread before it. */
  private static final Duration UNTIL_IT_GIVES_UP = Duration.ofMinutes(5);

  private static final int GAVE_UP = 70;
  private static final int FLOOD = 20_000;

  /** No state of a conversation is that small, in bytes. */
  private static final int TOO_SMALL = 300;

  private final LocalStack stack;
  private final Publisher publisher;
  private final Watcher watcher;
  private final Platform platform;
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private int calls;

  private Faults(LocalStack stack) {
    this.stack = stack;
    this.publisher = new Publisher(stack.endpoints());
    this.watcher = new Watcher(stack.endpoints());
    this.platform = Platform.at(stack.endpoints(), publisher).open();
    serializer.configure(stack.endpoints().registryConfig(), false);
  }

  /** With an account of its own, and an agent who is there. */
  static Faults on(LocalStack stack, Path folder) throws InterruptedException {
    Path file = folder.resolve(ACCOUNT + ".yaml");
    try {
      Files.writeString(
          file,
          """
          account: %s
          channels:
            - id: web
              type: web-chat
              onSince: 2020-01-01T00:00:00Z
              handoff: { target: { kind: help-desk, team: one } }
            - id: narrow
              type: web-chat
              onSince: 2020-01-01T00:00:00Z
              handoff: { target: { kind: help-desk, team: two } }
          teams: [{ id: one, members: [ann] }, { id: two, members: [ben] }]
          agents: [{ id: ann, capacity: 1000 }, { id: ben, capacity: 1 }]
          """
              .formatted(ACCOUNT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DemoSettings.apply(file, Addresses.of(stack), line -> {});
    Faults faults = new Faults(stack);
    faults.platform.publish(presence("ann", "ann-comes", Instant.now()));
    faults.platform.publish(presence("ben", "ben-comes", Instant.now()));
    faults.called("before");
    return faults;
  }

  /**
   * Plays a case.
   *
   * @throws PlayException if something is not as it has to be
   */
  void play(String name) throws InterruptedException {
    switch (name) {
      case "large" -> large();
      case "sequence" -> sequence();
      case "times" -> times();
      case "partition" -> partition();
      case "flood" -> flood();
      case "registry" -> registry();
      case "unreadable" -> unreadable();
      case "refused" -> refusedOnItsWay();
      case "gives-up" -> givesUp();
      default -> throw new IllegalArgumentException(name);
    }
  }

  private void large() throws InterruptedException {
    publish(
        "large",
        "large-1",
        new ConversationStarted(
            new Customer("c", null, null, null, Map.of("photo", "x".repeat(780_000))),
            null,
            null,
            null,
            Map.of()));
    publish("large", "large-2", new PersonRequested("button"));
    refused("field-too-large");
    ticket("large");
    called("after-large");
  }

  private void sequence() throws InterruptedException {
    publish("leap", "leap-1", message("leap-1", 1, "hello"));
    publish("leap", "leap-2", message("leap-2", Long.MAX_VALUE, "absurd"));
    publish("leap", "leap-3", message("leap-3", 3, "I want to talk to a human"));
    publish("leap", "leap-4", message("leap-4", 2, "this one was overtaken"));
    ticket("leap");
    called("after-sequence");
  }

  private void times() throws InterruptedException {
    Instant longAgo = Instant.parse("0001-01-01T00:00:00Z");
    Instant farAway = Instant.parse("9999-12-31T23:59:59Z");
    publishAt(longAgo, "times", "times-1", message("times-1", 1, "hello"));
    publishAt(farAway, "times", "times-2", message("times-2", 2, "hello again"));
    for (Instant absurd : List.of(longAgo, farAway)) {
      platform.publish(presence("ann", "ann-" + absurd, absurd));
    }
    publish("times", "times-3", message("times-3", 3, "I want to talk to a human"));
    ticket("times");
    called("after-times");
  }

  private void partition() throws InterruptedException {
    byte[] key = Keys.conversation(ACCOUNT, "astray").getBytes(StandardCharsets.UTF_8);
    try (var producer = producer()) {
      String topic = Topics.CONVERSATION_EVENTS.name();
      int partitions = producer.partitionsFor(topic).size();
      int other = (Utils.toPositive(Utils.murmur2(key)) + 1) % partitions;
      byte[] value =
          serializer.serialize(
              topic, event("astray", "astray-1").setPayload(new PersonRequested("button")).build());
      producer.send(new ProducerRecord<>(topic, other, key, value));
    }
    refused("wrong-partition");
    called("after-partition");
  }

  private void flood() throws InterruptedException {
    for (int i = 0; i < FLOOD; i++) {
      String conversation = "flood-" + i % 1_000;
      long sequence = 1 + i / 1_000;
      publish(
          conversation, conversation + "-" + sequence, message("m" + i, sequence, "hello, hello"));
    }
    called("behind-the-flood");
  }

  private void registry() throws InterruptedException {
    stack.registry().stop(Duration.ofSeconds(10));
    try {
      byte[] key = Keys.conversation(ACCOUNT, "broken").getBytes(StandardCharsets.UTF_8);
      try (var producer = producer()) {
        producer.send(
            new ProducerRecord<>(Topics.CONVERSATION_EVENTS.name(), key, new byte[] {1, 2, 3}));
      }
      called("while-registry-is-away");
      stack.services().forEach(this::alive);
    } finally {
      stack.registry().restart();
    }
    called("after-registry");
  }

  private void unreadable() throws InterruptedException {
    called("unreadable");
    breakState("unreadable");
    publish("unreadable", "unreadable-more", new PersonRequested("button"));
    refused("processing-failed");
    called("after-unreadable");
    alive(stack.service(TICKETS));
  }

  /** The team's only agent has one place, and ticket-service cannot take in what it was given. */
  private void refusedOnItsWay() throws InterruptedException {
    breakState("refused");
    publishNarrow("refused");
    await("refused", "declined", timeline -> timeline.hands() == Hands.DECLINED);
    publishNarrow("after-refused");
    await("after-refused", "assigned", timeline -> timeline.hands() == Hands.ASSIGNED);
  }

  private void publishNarrow(String conversation) {
    platform.publish(
        event(conversation, conversation + "-1")
            .setChannelId("narrow")
            .setPayload(new PersonRequested("button")));
  }

  /** Ticket-service finds state of a conversation that it cannot read. */
  private void breakState(String conversation) throws InterruptedException {
    ServiceProcess tickets = stack.service(TICKETS);
    tickets.stop(Duration.ofSeconds(30));
    try (var producer = producer()) {
      byte[] key = Keys.conversation(ACCOUNT, conversation).getBytes(StandardCharsets.UTF_8);
      producer.send(
          new ProducerRecord<>(CHANGELOG, key, "nonsense".getBytes(StandardCharsets.UTF_8)));
    }
    tickets.restart();
  }

  private void givesUp() throws InterruptedException {
    ServiceProcess tickets = stack.service(TICKETS);
    limit(TOO_SMALL);
    try {
      publish("waits", "waits-1", new PersonRequested("button"));
      publisher.flush();
      awaitEnd(tickets);
      int code = tickets.process().exitCode().orElseThrow();
      if (code != GAVE_UP) {
        throw new PlayException("ticket-service ended with exit code " + code);
      }
    } finally {
      limit(StreamsDefaults.LARGEST_BATCH);
    }
    tickets.restart();
    ticket("waits");
    called("after-giving-up");
  }

  /** A call for a person becomes a ticket. */
  private void called(String conversation) throws InterruptedException {
    calls++;
    publish(conversation, conversation + "-" + calls, new PersonRequested("button"));
    ticket(conversation);
  }

  private void ticket(String conversation) throws InterruptedException {
    await(conversation, "a ticket", timeline -> !timeline.tickets().isEmpty());
  }

  private void await(String conversation, String wanted, Predicate<ConversationTimeline> test)
      throws InterruptedException {
    publisher.flush();
    watcher.await(ACCOUNT, conversation, wanted, test, PATIENCE);
  }

  private void refused(String code) throws InterruptedException {
    publisher.flush();
    watcher.awaitDeadLetter(code, PATIENCE);
  }

  private void alive(ServiceProcess service) {
    if (!service.process().isAlive()) {
      throw new PlayException(service.spec().instanceId() + " is not alive");
    }
  }

  private static void awaitEnd(ServiceProcess service) throws InterruptedException {
    long until = System.nanoTime() + UNTIL_IT_GIVES_UP.toNanos();
    while (service.process().isAlive()) {
      if (System.nanoTime() > until) {
        throw new PlayException("it has not given up within " + UNTIL_IT_GIVES_UP);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void publish(String conversation, String eventId, Object payload) {
    publishAt(Instant.now(), conversation, eventId, payload);
  }

  private void publishAt(Instant at, String conversation, String eventId, Object payload) {
    platform.publish(event(conversation, eventId).setOccurredAt(at).setPayload(payload));
  }

  private static AgentPresence presence(String agent, String eventId, Instant at) {
    return AgentPresence.newBuilder()
        .setEventId(eventId)
        .setAccountId(ACCOUNT)
        .setAgentId(agent)
        .setOccurredAt(at)
        .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
        .build();
  }

  private static ConversationEvent.Builder event(String conversation, String eventId) {
    return ConversationEvent.newBuilder()
        .setEventId(eventId)
        .setAccountId(ACCOUNT)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(Instant.now());
  }

  private static MessagePosted message(String id, long sequence, String text) {
    return MessagePosted.newBuilder()
        .setMessageId(id)
        .setSequence(sequence)
        .setAuthor(AuthorType.CUSTOMER)
        .setAuthorId("c")
        .setText(text)
        .build();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        stack.endpoints().clientConfig(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** How large a record the changelog of conversations takes. */
  private void limit(int bytes) throws InterruptedException {
    AlterConfigOp op =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(stack.endpoints().clientConfig())) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, CHANGELOG), List.of(op)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new LocalException("The changelog cannot be altered.", e);
    }
  }

  @Override
  public void close() {
    platform.close();
    watcher.close();
    publisher.close();
  }
}
