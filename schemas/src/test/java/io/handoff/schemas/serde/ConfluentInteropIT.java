package io.handoff.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.schemas.serde.StubRegistry.Request;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Parcel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our serde against Confluent's own 7.9.5 classes: the same bytes, the same requests, and each
 * reads what the other wrote. Confluent's come in a jar on Maven Central that carries other
 * versions of Avro and Kafka with it, so they live in a class loader of their own.
 */
class ConfluentInteropIT {

  private static final String TOPIC = "parcels";

  private static URLClassLoader loader;
  private final StubRegistry stub = new StubRegistry();

  @BeforeAll
  static void isolate() throws Exception {
    URL tests = ConfluentInteropIT.class.getProtectionDomain().getCodeSource().getLocation();
    Path jar = Path.of(tests.toURI()).resolveSibling("interop/pinot-confluent-avro-shaded.jar");
    assertThat(jar).as("fetched by Maven before the integration tests").isRegularFile();
    loader =
        new URLClassLoader(
            new URL[] {jar.toUri().toURL(), tests}, ClassLoader.getPlatformClassLoader());
    assertThat(loader.loadClass("org.apache.avro.Schema")).isNotSameAs(Schema.class);
  }

  @AfterAll
  static void unload() throws Exception {
    loader.close();
  }

  @AfterEach
  void close() {
    stub.close();
  }

  /** Confluent's keys only: each side is configured by the very same map. */
  private Map<String, Object> config(String strategy, boolean autoRegister) {
    return Map.of(
        "schema.registry.url",
        stub.url(),
        "auto.register.schemas",
        String.valueOf(autoRegister),
        "avro.remove.java.properties",
        "true",
        "specific.avro.reader",
        "true",
        "key.subject.name.strategy",
        strategy,
        "value.subject.name.strategy",
        strategy);
  }

  private Map<String, Object> config(boolean autoRegister) {
    return config("io.confluent.kafka.serializers.subject.TopicNameStrategy", autoRegister);
  }

  @SuppressWarnings("unchecked")
  private static UnaryOperator<byte[]> confluent(String factory, Object... arguments)
      throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (UnaryOperator<byte[]>)
          Arrays.stream(loader.loadClass(ConfluentPeer.class.getName()).getMethods())
              .filter(method -> method.getName().equals(factory))
              .findFirst()
              .orElseThrow()
              .invoke(null, arguments);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static UnaryOperator<byte[]> confluentWrites(Map<String, Object> config, Class<?> type)
      throws Exception {
    return confluent("serializer", config, false, TOPIC, type.getName());
  }

  private static UnaryOperator<byte[]> confluentReads(Map<String, Object> config) throws Exception {
    return confluent("deserializer", config, false, TOPIC);
  }

  /** Parcels of all shapes as bare Avro. */
  private static List<byte[]> parcels() {
    Random random = new Random(20260301);
    return IntStream.range(0, 300).mapToObj(i -> ConfluentPeer.write(parcel(random, 2))).toList();
  }

  private static Parcel parcel(Random random, int depth) {
    Parcel.Builder builder =
        Parcel.newBuilder(random.nextBoolean() ? Samples.parcel() : Samples.small("s"))
            .setId(new UUID(random.nextLong(), random.nextLong()))
            .setWeight(random.nextGaussian())
            .setLabel("é".repeat(random.nextInt(200)))
            .setCounts(
                Map.of("a" + random.nextInt(), random.nextLong(), "b" + random.nextInt(), 0L));
    builder.setInner(depth == 0 || random.nextBoolean() ? null : parcel(random, depth - 1));
    return builder.build();
  }

  @Test
  void shouldWriteTheSameBytesAsConfluent() throws Exception {
    stub.register("filler", Address.getClassSchema());
    stub.register(TOPIC + "-value", Parcel.getClassSchema());
    UnaryOperator<byte[]> theirs = confluentWrites(config(false), Parcel.class);
    AvroSerializer<Parcel> ours = new AvroSerializer<>();
    ours.configure(config(false), false);

    for (byte[] bare : parcels()) {
      Parcel parcel = (Parcel) ConfluentPeer.read(bare, Parcel.class);
      assertThat(ours.serialize(TOPIC, parcel))
          .startsWith(0, 0, 0, 0, 2)
          .isEqualTo(theirs.apply(bare));
    }
  }

  @Test
  void shouldReadWhatConfluentWroteAndTheOtherWayRound() throws Exception {
    stub.register(TOPIC + "-value", Parcel.getClassSchema());
    UnaryOperator<byte[]> theirSerializer = confluentWrites(config(false), Parcel.class);
    UnaryOperator<byte[]> theirDeserializer = confluentReads(config(false));
    AvroSerde<SpecificRecord> ours = new AvroSerde<>();
    ours.configure(config(false), false);

    for (byte[] bare : parcels()) {
      SpecificRecord parcel = (SpecificRecord) ConfluentPeer.read(bare, Parcel.class);
      assertThat(ours.deserializer().deserialize(TOPIC, theirSerializer.apply(bare)))
          .isEqualTo(parcel);
      assertThat(theirDeserializer.apply(ours.serializer().serialize(TOPIC, parcel)))
          .isEqualTo(ConfluentPeer.write(parcel));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameStrategy,       true",
    "TopicNameStrategy,       false",
    "RecordNameStrategy,      false",
    "TopicRecordNameStrategy, false",
    "TopicRecordNameStrategy, true",
  })
  void shouldAskTheRegistryForTheSameSubjectWithTheSameSchema(String strategy, boolean isKey)
      throws Exception {
    String name = "io.confluent.kafka.serializers.subject." + strategy;
    byte[] bare = ConfluentPeer.write(Samples.parcel());

    byte[] theirs =
        confluent("serializer", config(name, true), isKey, TOPIC, Parcel.class.getName())
            .apply(bare);
    Request registration = stub.requests.getLast();
    AvroSerde<Parcel> serde = AvroSerde.configured(Parcel.class, config(name, true), isKey);
    assertThat(serde.serializer().serialize(TOPIC, Samples.parcel())).isEqualTo(theirs);

    Request ours = stub.requests.getLast();
    assertThat(ours).isNotSameAs(registration);
    assertThat(ours.method()).isEqualTo(registration.method());
    assertThat(ours.path()).isEqualTo(registration.path());
    assertThat(schema(ours)).isEqualTo(schema(registration)).doesNotContain("avro.java");
  }

  private static String schema(Request request) {
    return RegistrySchemas.JSON.readTree(request.body()).get("schema").asString();
  }

  @Test
  void shouldFindWhatTheOtherRegistered() throws Exception {
    byte[] bare = ConfluentPeer.write(Samples.parcel());
    byte[] registeredByThem = confluentWrites(config(true), Parcel.class).apply(bare);
    AvroSerde<Parcel> ours = AvroSerde.configured(Parcel.class, config(false), false);
    assertThat(ours.serializer().serialize(TOPIC, Samples.parcel())).isEqualTo(registeredByThem);

    Address address = new Address("Elm", "123");
    AvroSerde<Address> registering = AvroSerde.configured(Address.class, config(true), false);
    byte[] registeredByUs = registering.serializer().serialize(TOPIC, address);
    assertThat(confluentWrites(config(false), Address.class).apply(ConfluentPeer.write(address)))
        .isEqualTo(registeredByUs);
  }

  @Test
  void shouldResolveAnotherVersionOfTheWriterAlike() throws Exception {
    Schema other =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Address","namespace":"%s","fields":[
                  {"name":"since","type":"long"},{"name":"street","type":"string"}]}
                """
                    .formatted(Samples.PACKAGE));
    int id = stub.register(TOPIC + "-value", other);
    byte[] wire =
        Samples.wire(
            id,
            Samples.bare(
                new GenericRecordBuilder(other).set("since", 9L).set("street", "Elm").build()));
    AvroSerde<Address> ours = AvroSerde.configured(Address.class, config(false), false);

    Address address = ours.deserializer().deserialize(TOPIC, wire);

    assertThat(address).isEqualTo(new Address("Elm", null));
    assertThat(confluentReads(config(false)).apply(wire)).isEqualTo(ConfluentPeer.write(address));
  }
}
