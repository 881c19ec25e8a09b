package io.handoff.schemas.serde;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the serde: Confluent's keys where Confluent has one, {@code handoff.*} for what
 * is our own. Each key's documentation is in {@link #definition()}. Unknown keys are left alone,
 * for a Kafka client hands over its whole configuration. Values are never logged.
 */
public final class AvroSerdeConfig extends AbstractConfig {

  public static final String URL = "schema.registry.url";
  public static final String AUTO_REGISTER = "auto.register.schemas";
  public static final String SPECIFIC_READER = "specific.avro.reader";
  public static final String KEY_STRATEGY = "key.subject.name.strategy";
  public static final String VALUE_STRATEGY = "value.subject.name.strategy";
  public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  public static final String USER_INFO = "basic.auth.user.info";
  public static final String TRUSTSTORE_LOCATION = "schema.registry.ssl.truststore.location";
  public static final String TRUSTSTORE_PASSWORD = "schema.registry.ssl.truststore.password";
  public static final String TRUSTSTORE_TYPE = "schema.registry.ssl.truststore.type";
  public static final String KEYSTORE_LOCATION = "schema.registry.ssl.keystore.location";
  public static final String KEYSTORE_PASSWORD = "schema.registry.ssl.keystore.password";
  public static final String KEYSTORE_TYPE = "schema.registry.ssl.keystore.type";
  public static final String KEY_PASSWORD = "schema.registry.ssl.key.password";
  public static final String REQUEST_TIMEOUT = "handoff.registry.request.timeout.ms";
  public static final String RETRIES = "handoff.registry.retries";
  public static final String BACKOFF = "handoff.registry.retry.backoff.ms";
  public static final String BACKOFF_MAX = "handoff.registry.retry.backoff.max.ms";
  public static final String TRUSTED_PACKAGES = "handoff.avro.trusted.packages";

  private static final String MEMORY = "memory://";

  private static final ConfigDef DEFINITION = define();

  /**
   * Reads and checks the settings, and trusts the packages of generated classes that they name.
   *
   * @throws ConfigException naming the key, if one is missing, out of range or not supported
   */
  public AvroSerdeConfig(Map<String, ?> configs) {
    super(DEFINITION, withClassNames(configs), false);
    if (!getBoolean(SPECIFIC_READER)) {
      throw new ConfigException(
          SPECIFIC_READER, false, "only true is supported: records become generated classes");
    }
    TrustedClasses.install(getList(TRUSTED_PACKAGES));
  }

  /** All keys with type, default, range and documentation; for a generated reference. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  boolean autoRegister() {
    return getBoolean(AUTO_REGISTER);
  }

  SubjectNameStrategy strategy(boolean isKey) {
    String key = isKey ? KEY_STRATEGY : VALUE_STRATEGY;
    return SubjectNameStrategy.parse(key, getString(key));
  }

  List<String> urls() {
    return getList(URL);
  }

  boolean userInfoFromConfig() {
    return "USER_INFO".equals(getString(CREDENTIALS_SOURCE));
  }

  @Nullable String secret(String key) {
    Password password = getPassword(key);
    return password == null ? null : password.value();
  }

  Duration millis(String key) {
    return Duration.ofMillis(getInt(key));
  }

  /** The shared client for these settings; see {@link SchemaRegistryClient#from}. */
  SchemaRegistryClient registry() {
    String first = urls().get(0);
    if (!first.startsWith(MEMORY)) {
      return HttpSchemaRegistryClient.shared(this);
    }
    if (urls().size() > 1) {
      throw new ConfigException(URL, urls(), "memory:// has no use for a second address");
    }
    return InMemorySchemaRegistryClient.scope(first.substring(MEMORY.length()));
  }

  /** What two configurations must have in common to share a client. Compares passwords, too. */
  Map<String, Object> registryValues() {
    Map<String, Object> values = new HashMap<>(values());
    List.of(AUTO_REGISTER, KEY_STRATEGY, VALUE_STRATEGY, TRUSTED_PACKAGES).forEach(values::remove);
    return values;
  }

  /** A strategy may be given as a class, as Confluent's own may. */
  private static Map<String, Object> withClassNames(Map<String, ?> configs) {
    Map<String, Object> result = new HashMap<>(configs);
    for (String key : List.of(KEY_STRATEGY, VALUE_STRATEGY)) {
      result.computeIfPresent(key, (k, v) -> v instanceof Class<?> c ? c.getName() : v);
    }
    return result;
  }

  private static ConfigDef define() {
    ConfigDef keys = new ConfigDef();
    keys.define(
        URL,
        LIST,
        ConfigDef.NO_DEFAULT_VALUE,
        ConfigDef.ValidList.anyNonDuplicateValues(false, false),
        HIGH,
        "Addresses of one registry, comma-separated; the next is tried when one fails. With"
            + " Apicurio the path is /apis/ccompat/v7. memory://scope is a registry inside the"
            + " process, shared by all that name the same scope.");
    keys.define(
        AUTO_REGISTER,
        BOOLEAN,
        false,
        MEDIUM,
        "Whether a serializer registers a schema that it meets. False everywhere but in tools:"
            + " an unregistered schema is then an error, at the first record.");
    keys.define(SPECIFIC_READER, BOOLEAN, true, LOW, "Only true is supported.");
    for (String key : List.of(KEY_STRATEGY, VALUE_STRATEGY)) {
      keys.define(
          key,
          STRING,
          "TopicNameStrategy",
          MEDIUM,
          "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy, or the name of"
              + " Confluent's class.");
    }
    keys.define(
        CREDENTIALS_SOURCE,
        STRING,
        "URL",
        in("URL", "USER_INFO"),
        MEDIUM,
        "Where user and password are: URL (none, if the address has none), or USER_INFO.");
    keys.define(
        USER_INFO, PASSWORD, null, MEDIUM, "user:password, sent if the source is USER_INFO.");
    store(keys, "truststore", "whose certificates are trusted; default the JDK's");
    store(keys, "keystore", "with the own certificate, if the registry asks for one");
    keys.define(
        KEY_PASSWORD, PASSWORD, null, MEDIUM, "Password of the key; default the key store's.");
    keys.define(
        REQUEST_TIMEOUT,
        INT,
        5_000,
        between(1, 300_000),
        LOW,
        "Milliseconds for one request, connecting and reading included. A thread waits at most"
            + " (retries + 1) x addresses x this, plus the back-off: keep it well below"
            + " max.poll.interval.ms.");
    keys.define(
        RETRIES,
        INT,
        3,
        between(0, 100),
        LOW,
        "Further rounds over all addresses after the first has failed: no connection, no answer"
            + " in time, or status 408, 429 or 5xx.");
    keys.define(
        BACKOFF,
        INT,
        100,
        atLeast(0),
        LOW,
        "Milliseconds before the second round; doubled for each further one. Between half and all"
            + " of it is waited, at random.");
    keys.define(
        BACKOFF_MAX, INT, 2_000, atLeast(0), LOW, "Milliseconds that the back-off grows to.");
    keys.define(
        TRUSTED_PACKAGES,
        LIST,
        List.of(),
        LOW,
        "Packages, besides io.handoff.avro, whose generated classes Avro may load. Holds for the"
            + " whole process.");
    return keys;
  }

  private static void store(ConfigDef keys, String name, String what) {
    String prefix = "schema.registry.ssl." + name;
    keys.define(prefix + ".location", STRING, null, MEDIUM, "File " + what + ".");
    keys.define(prefix + ".password", PASSWORD, null, MEDIUM, "Password of the file.");
    keys.define(prefix + ".type", STRING, "JKS", LOW, "JKS (reads both) or PKCS12.");
  }
}
