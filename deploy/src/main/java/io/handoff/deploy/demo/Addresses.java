package io.handoff.deploy.demo;

import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running system can be reached.
 *
 * @param endpoints broker and registry
 * @param services base URL of each service, by its name
 */
public record Addresses(Endpoints endpoints, Map<String, String> services) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "addresses.json";

  public Addresses {
    services = Map.copyOf(services);
  }

  /** Of a stack. */
  public static Addresses of(LocalStack stack) {
    return new Addresses(
        stack.endpoints(),
        stack.services().stream()
            .collect(
                Collectors.toMap(
                    service -> service.spec().instanceId(), service -> service.baseUrl())));
  }

  void save(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this));
    } catch (IOException e) {
      throw new PlayException("The addresses cannot be written: " + e.getMessage(), e);
    }
  }

  static Addresses load(Path folder) {
    try {
      return JSON.readValue(folder.resolve(FILE).toFile(), Addresses.class);
    } catch (JacksonException e) {
      throw new PlayException(
          "A demo is running in " + folder + ", but was not kept with --keep: wait for its end.",
          e);
    }
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    text.append("Everything keeps running:\n");
    text.append("  broker           ").append(endpoints.bootstrapServers()).append('\n');
    text.append("  schema registry  ").append(endpoints.schemaRegistryUrl()).append('\n');
    new TreeMap<>(services)
        .forEach(
            (name, url) ->
                text.append(
                    "  %-18s %s/actuator/prometheus  …/actuator/health%n".formatted(name, url)));
    text.append("  topics           ")
        .append(Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", ")))
        .append('\n');
    return text.toString();
  }
}
