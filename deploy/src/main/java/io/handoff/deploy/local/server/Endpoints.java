package io.handoff.deploy.local.server;

import java.util.HashMap;
import java.util.Map;

/**
 * Where broker and registry are, and how clients log in there.
 *
 * @param bootstrapServers host and port, for {@code bootstrap.servers}
 * @param schemaRegistryUrl for {@code schema.registry.url}
 * @param security further settings of Kafka clients and of the registry's client: TLS, SASL,
 *     credentials; empty: neither asks for any. Never printed
 */
public record Endpoints(
    String bootstrapServers, String schemaRegistryUrl, Map<String, String> security) {

  public Endpoints {
    security = security == null ? Map.of() : Map.copyOf(security);
  }

  /** Of a broker and a registry that anybody may use. */
  public Endpoints(String bootstrapServers, String schemaRegistryUrl) {
    this(bootstrapServers, schemaRegistryUrl, Map.of());
  }

  /** Settings to make a client of the broker with; may be added to. */
  public Map<String, Object> clientConfig() {
    Map<String, Object> config = new HashMap<>(security);
    config.put("bootstrap.servers", bootstrapServers);
    return config;
  }

  /** Settings to make a client of the registry, a serializer or a deserializer with. */
  public Map<String, Object> registryConfig() {
    Map<String, Object> config = new HashMap<>(security);
    config.put("schema.registry.url", schemaRegistryUrl);
    return config;
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return bootstrapServers + ", " + schemaRegistryUrl;
  }
}
