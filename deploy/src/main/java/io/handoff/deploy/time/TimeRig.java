package io.handoff.deploy.time;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalCluster;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.server.AotMode;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.LocalRegistry;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.play.Backlog;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Publisher;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Brokers, registry and autoclose-service, and what is needed to play to them and to watch them.
 * Closing it stops everything and deletes its folder.
 */
public final class TimeRig implements AutoCloseable {

  static final String SERVICE = "autoclose-service";

  private final HandoffHome home;
  private final Path folder;
  private final ProcessGroup group;
  private final LocalCluster cluster;
  private final Endpoints endpoints;
  private final Publisher publisher;
  private final Closes closes;
  private final SlaNews slaNews;
  private final Backlog backlog;
  private final ServiceSpec spec;
  private @Nullable ServiceProcess service;

  private TimeRig(
      HandoffHome home,
      Path folder,
      ProcessGroup group,
      LocalCluster cluster,
      Endpoints endpoints,
      ServiceSpec spec) {
    this.home = home;
    this.folder = folder;
    this.group = group;
    this.cluster = cluster;
    this.endpoints = endpoints;
    this.spec = spec;
    this.publisher = new Publisher(endpoints);
    this.closes = new Closes(endpoints);
    this.slaNews = new SlaNews(endpoints);
    this.backlog = new Backlog(endpoints);
  }

  /**
   * Starts all of it.
   *
   * @param name of the folder below deploy/target/run
   * @param brokers how many; odd
   * @param service memory and options of the service
   */
  public static TimeRig start(String name, int brokers, ServiceSpec service)
      throws InterruptedException {
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run(name);
    RunFolder.clear(folder);
    ProcessGroup group = new ProcessGroup(StackPlan.stateFile(folder));
    try {
      LocalCluster cluster =
          LocalCluster.start(home, group, folder, brokers, LocalBroker.Options.defaults());
      LocalRegistry registry =
          LocalRegistry.start(
              home, group, folder.resolve("registry"), LocalRegistry.Options.defaults());
      Endpoints endpoints = new Endpoints(cluster.bootstrapServers(), registry.ccompatUrl());
      Contracts.forOneMachine().prepare(endpoints);
      TimeRig rig = new TimeRig(home, folder, group, cluster, endpoints, service);
      rig.startService(List.of());
      return rig;
    } catch (Throwable e) {
      group.close();
      throw e;
    }
  }

  Endpoints endpoints() {
    return endpoints;
  }

  LocalCluster cluster() {
    return cluster;
  }

  Publisher publisher() {
    return publisher;
  }

  Closes closes() {
    return closes;
  }

  SlaNews slaNews() {
    return slaNews;
  }

  Path folder() {
    return folder;
  }

  ServiceProcess service() {
    return Objects.requireNonNull(service, "started by start");
  }

  /** Starts the service on the state that it has, and waits until it is ready. */
  void startService(List<String> jvmOptions) throws InterruptedException {
    launchService(jvmOptions);
    service().awaitReady();
  }

  /** Starts the service without waiting for it. */
  void launchService(List<String> jvmOptions) throws InterruptedException {
    List<String> options = new ArrayList<>(spec.jvmOptions());
    options.addAll(jvmOptions);
    service =
        ServiceProcess.launch(
            home,
            group,
            folder.resolve(SERVICE),
            spec.withJvmOptions(options),
            endpoints,
            AotMode.USE);
  }

  /** Applies an account's settings and waits until the service has them. */
  void account(String account, String autoClose) throws InterruptedException {
    account(account, autoClose, "");
  }

  /** The same, with further sections of settings. */
  void account(String account, String autoClose, String sections) throws InterruptedException {
    Path file = folder.resolve(account + ".yaml");
    try {
      Files.writeString(
          file,
          """
          account: %s
          autoClose: %s
          agents: [{ id: anna }]
          channels:
            - { id: web, type: web-chat, onSince: 2000-01-01 }
          """
                  .formatted(account, autoClose)
              + sections);
    } catch (IOException e) {
      throw new LocalException("The settings cannot be written.", e);
    }
    Addresses addresses = new Addresses(endpoints, Map.of(SERVICE, service().baseUrl()));
    DemoSettings.apply(file, addresses, line -> {});
  }

  /** The first message of an agent, who has the conversation. */
  void agentBegins(String account, String conversation, Instant at) {
    publisher.publish(Topics.TICKET_EVENTS, Sayings.inHand(account, conversation));
    publisher.publish(Topics.CONVERSATION_EVENTS, Sayings.agent(account, conversation, 1, at));
  }

  /** Waits until the service has read everything that is published now. */
  void awaitRead(Duration patience) throws InterruptedException {
    publisher.flush();
    Map<TopicPartition, Long> ends = backlog.ends();
    await("the service to read what is published", patience, () -> readUpTo(ends));
  }

  private boolean readUpTo(Map<TopicPartition, Long> ends) throws InterruptedException {
    return backlog.isReadUpTo(SERVICE, ends);
  }

  /** Something that can be waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  /**
   * Waits.
   *
   * @throws PlayException when the patience is at its end
   */
  static void await(String what, Duration patience, Condition condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new PlayException("Waited " + patience.toSeconds() + " s in vain for " + what + ".");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public void close() {
    closes.close();
    slaNews.close();
    backlog.close();
    publisher.close();
    group.close();
    RunFolder.clear(folder);
  }
}
