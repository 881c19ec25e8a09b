package io.handoff.deploy.system;

import com.sun.net.httpserver.HttpServer;
import io.handoff.avro.DeadLetter;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.play.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The whole system as child processes: real broker, real registry, the four services' jars. One for
 * all tests that ask for it: it starts with the first of them and ends with this JVM. Each keeps to
 * accounts of its own. {@code SharedSystemIT} runs them one after the other.
 */
public final class SystemUnderTest {

  private static @Nullable LocalStack stack;
  private static @Nullable HttpServer outside;

  private SystemUnderTest() {}

  /** The system, running. Whoever stops a part of it starts it again. */
  public static synchronized LocalStack shared() throws InterruptedException {
    if (stack == null) {
      stack = start();
    }
    return stack;
  }

  /**
   * An outside system that ticket-service may look things up in. The account "lookups" has its key,
   * {@code s3cret}.
   */
  public static synchronized HttpServer outside() {
    if (outside == null) {
      try {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      outside.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      outside.start();
    }
    return outside;
  }

  /** What was refused since then. */
  public static List<DeadLetter> refused(Watcher watcher, Instant since) {
    return watcher.deadLetters().stream()
        .filter(letter -> !letter.getRefusedAt().isBefore(since))
        .toList();
  }

  private static LocalStack start() throws InterruptedException {
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run("system-it");
    RunFolder.clear(folder);
    Map<String, String> lookups =
        Map.of(
            "HANDOFF_LOOKUP_HOSTS",
            "127.0.0.1:" + outside().getAddress().getPort(),
            "HANDOFF_LOOKUP_PRIVATE_ADDRESSES",
            "true",
            "HANDOFF_LOOKUP_LOOKUPS_KEY",
            "s3cret");
    StackPlan plan = StackPlan.onFreePorts(folder);
    List<ServiceSpec> services =
        plan.services().stream()
            .map(
                service ->
                    service.module().equals("ticket-service")
                        ? service.withEnvironment(lookups)
                        : service)
            .toList();
    return LocalStack.start(
        home, plan.withServices(services), Contracts.forOneMachine(), step -> {});
  }
}
