package io.handoff.deploy.connect;

import io.handoff.schemas.serde.AvroSerdeConfig;
import io.handoff.settings.authoring.Words;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A file that says where broker and registry are and how to log in there, in the form of Kafka's
 * own client properties: {@code bootstrap.servers}, {@code schema.registry.url}, and the keys of
 * Kafka and of the registry's client for TLS, SASL and credentials. Secrets may be left out of it
 * by {@code ${env:NAME}}, with {@code config.providers=env} as in any Kafka client.
 *
 * @param bootstrapServers null: the file does not say
 * @param registryUrl null: the file does not say
 * @param security everything else
 */
public record Profile(
    @Nullable String bootstrapServers, @Nullable String registryUrl, Map<String, String> security) {

  /** Of no file. */
  public static final Profile NONE = new Profile(null, null, Map.of());

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String PROVIDERS = "config.providers";
  private static final String ENVIRONMENT =
      "org.apache.kafka.common.config.provider.EnvVarConfigProvider";

  /** What a connection may need; how clients read and write is not for a profile to say. */
  private static final List<String> PREFIXES =
      List.of("security.", "sasl.", "ssl.", "schema.registry.", "basic.auth.", "handoff.registry.");

  private static final Set<String> SINGLE =
      Set.of(
          BOOTSTRAP_SERVERS,
          "client.dns.lookup",
          "request.timeout.ms",
          "socket.connection.setup.timeout.ms",
          "socket.connection.setup.timeout.max.ms",
          "connections.max.idle.ms");

  private static final Set<String> KNOWN = known();

  public Profile {
    security = Map.copyOf(security);
  }

  /**
   * Reads a file.
   *
   * @throws ProfileException naming every key that is unknown, or why the file cannot be read
   */
  public static Profile read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ProfileException(
          "The profile "
              + file
              + (Files.exists(file) ? " cannot be read: " + e.getMessage() : " does not exist")
              + ".",
          e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put((String) key, ((String) value).strip()));
    check(file, values);
    if (values.values().stream().anyMatch(value -> value.contains("${env:"))) {
      values.putIfAbsent(PROVIDERS, "env");
      values.putIfAbsent(PROVIDERS + ".env.class", ENVIRONMENT);
    }
    return new Profile(
        values.remove(BOOTSTRAP_SERVERS),
        values.remove(AvroSerdeConfig.URL),
        new HashMap<>(values));
  }

  private static void check(Path file, Map<String, String> values) {
    List<String> mistakes = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (!key.startsWith(PROVIDERS) && !KNOWN.contains(key)) {
            String meant = Words.didYouMean(key, KNOWN);
            mistakes.add(
                "'%s' says nothing about a connection%s"
                    .formatted(key, meant == null ? "" : "; " + meant));
          } else if (value.isEmpty()) {
            mistakes.add("'%s' has no value".formatted(key));
          }
        });
    if (!mistakes.isEmpty()) {
      throw new ProfileException("The profile " + file + ": " + String.join("; ", mistakes), null);
    }
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(SINGLE);
    names.addAll(AdminClientConfig.configNames());
    names.addAll(AvroSerdeConfig.definition().names());
    return names.stream()
        .filter(name -> SINGLE.contains(name) || PREFIXES.stream().anyMatch(name::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return bootstrapServers + ", " + registryUrl + ", " + new TreeSet<>(security.keySet());
  }
}
