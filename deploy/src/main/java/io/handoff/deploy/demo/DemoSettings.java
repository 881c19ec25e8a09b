package io.handoff.deploy.demo;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.deploy.settings.SettingsPublisher.Request;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Applies settings and waits until every service decides with them. */
public final class DemoSettings {
  private DemoSettings() {}

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * Applies a file.
   *
   * @return the settings in force
   * @throws PlayException if the file has errors, or a service does not take the settings up in
   *     half a minute
   */
  public static AccountConfig apply(Path file, Addresses addresses, Consumer<String> tell)
      throws InterruptedException {
    Endpoints endpoints = addresses.endpoints();
    SettingsPublisher publisher =
        new SettingsPublisher(
            SettingsConnection.to(endpoints, TIMEOUT), TIMEOUT, InstantSource.system());
    Outcome outcome = publisher.apply(new Request(files(file), "demo", ""));
    return switch (outcome) {
      case Outcome.Applied(var version, var warnings) -> {
        awaitVersion(addresses, version.getAccountId(), version.getVersion());
        tell.accept(
            "Settings of account %s applied as version %d"
                .formatted(version.getAccountId(), version.getVersion()));
        yield SettingsDocument.read(version.getDocument());
      }
      case Outcome.Unchanged(var version, var warnings) -> {
        tell.accept(
            "Settings of account %s are at version %d already"
                .formatted(version.getAccountId(), version.getVersion()));
        yield SettingsDocument.read(version.getDocument());
      }
      case Outcome.Faulty(var problems) ->
          throw new PlayException(
              file
                  + " has errors:\n"
                  + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    };
  }

  private static SettingsFiles files(Path file) {
    try {
      return SettingsFiles.read(file);
    } catch (IOException e) {
      throw new PlayException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void awaitVersion(Addresses addresses, String account, long version)
      throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Map.Entry<String, String> service : addresses.services().entrySet()) {
        while (versionOf(http, service.getValue(), account) < version) {
          if (System.nanoTime() > deadline) {
            throw new PlayException(service.getKey() + " has not taken up the settings.");
          }
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    }
  }

  private static long versionOf(HttpClient http, String baseUrl, String account)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/settings/" + account))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? JsonMapper.shared().readTree(response.body()).path("version").asLong()
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
