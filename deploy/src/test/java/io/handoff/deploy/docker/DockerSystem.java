package io.handoff.deploy.docker;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.local.server.Endpoints;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * The whole system in containers: broker, registry, and instances of the four services' images, on
 * a network of their own; published on loopback only.
 *
 * <p>Images are system properties with public defaults: {@code kafka.image}, {@code
 * registry.image}, and for the services {@code handoff.images} and {@code handoff.tag}.
 */
final class DockerSystem implements AutoCloseable {

  static final List<String> SERVICES =
      List.of("trigger-service", "routing-service", "ticket-service", "autoclose-service");

  private static final Duration START = Duration.ofMinutes(3);
  private static final String REGISTRY_PATH = "/apis/ccompat/v7";
  private static final String BROKER = "kafka:19092";

  /** Two cores for ten JVMs: as when they run as processes, the first compiler is enough. */
  private static final String SMALL = "-XX:TieredStopAtLevel=1";

  private final Network network =
      Network.builder()
          .createNetworkCmdModifier(
              command ->
                  command.withOptions(
                      Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1")))
          .build();
  private final KafkaContainer kafka;
  private final GenericContainer<?> registry;
  private final Map<String, Instance> instances = new LinkedHashMap<>();

  /** Name of each instance's volume. */
  private final Map<String, String> volumes = new LinkedHashMap<>();

  /** A container of a service's image; its volume keeps its state when it is replaced. */
  static final class Instance extends GenericContainer<Instance> {

    private Instance(String image, String id, String volume, Network network) {
      super(DockerImageName.parse(image));
      withNetwork(network);
      withNetworkAliases(id);
      withExposedPorts(8080);
      withEnv("KAFKA_BOOTSTRAP_SERVERS", BROKER);
      withEnv("SCHEMA_REGISTRY_URL", "http://registry:8080" + REGISTRY_PATH);
      withEnv("HANDOFF_INSTANCE_ID", id);
      withEnv("JAVA_OPTIONS", SMALL);
      withTmpFs(Map.of("/tmp", "rw,exec,size=128m"));
      withCreateContainerCmdModifier(
          command ->
              command
                  .getHostConfig()
                  .withMemory(768L << 20)
                  .withReadonlyRootfs(true)
                  .withBinds(new Bind(volume, new Volume("/var/lib/handoff"))));
      waitingFor(
          Wait.forHttp("/actuator/health/readiness").forStatusCode(200).withStartupTimeout(START));
      loopback(this);
    }

    String baseUrl() {
      return "http://" + getHost() + ":" + getMappedPort(8080);
    }

    /** Stops it as an orchestrator does: SIGTERM, and SIGKILL after the grace. */
    int stopGently(Duration grace) {
      getDockerClient()
          .stopContainerCmd(getContainerId())
          .withTimeout(Math.toIntExact(grace.toSeconds()))
          .exec();
      Long code =
          getDockerClient()
              .inspectContainerCmd(getContainerId())
              .exec()
              .getState()
              .getExitCodeLong();
      return code == null ? -1 : code.intValue();
    }
  }

  private DockerSystem() {
    kafka =
        loopback(
            new KafkaContainer(image("kafka.image", "apache/kafka:4.2.1", "apache/kafka"))
                .withNetwork(network)
                .withListener(BROKER)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m")
                .withEnv("JAVA_TOOL_OPTIONS", SMALL));
    registry =
        loopback(
            new GenericContainer<>(
                    image(
                        "registry.image",
                        "apicurio/apicurio-registry:3.3.3",
                        "apicurio/apicurio-registry"))
                .withNetwork(network)
                .withNetworkAliases("registry")
                .withExposedPorts(8080, 9000)
                .withEnv("JAVA_TOOL_OPTIONS", SMALL)
                .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD")
                .waitingFor(Wait.forHttp("/health/ready").forPort(9000).withStartupTimeout(START)));
  }

  /** Starts broker and registry, creates topics and schemas, then starts the four services. */
  static DockerSystem start() throws InterruptedException {
    DockerSystem system = new DockerSystem();
    try {
      Startables.deepStart(system.kafka, system.registry).join();
      Contracts.forOneMachine().prepare(system.endpoints());
      for (String service : SERVICES) {
        system.instances.put(service, system.instance(service, service + "-0"));
      }
      Startables.deepStart(system.instances.values()).join();
      return system;
    } catch (Throwable e) {
      system.close();
      throw e;
    }
  }

  /** A new container for a stopped instance, with its identity and its state; waits until ready. */
  void replace(String service) {
    instance(service).stop();
    Instance next = instance(service, service + "-0");
    instances.put(service, next);
    next.start();
  }

  /** Starts one more instance of each service. */
  void scaleOut() {
    Map<String, Instance> seconds = new LinkedHashMap<>();
    for (String service : SERVICES) {
      seconds.put(service + "-1", instance(service, service + "-1"));
    }
    instances.putAll(seconds);
    Startables.deepStart(seconds.values()).join();
  }

  Instance instance(String name) {
    return instances.get(name);
  }

  Endpoints endpoints() {
    return new Endpoints(
        kafka.getBootstrapServers(),
        "http://" + registry.getHost() + ":" + registry.getMappedPort(8080) + REGISTRY_PATH);
  }

  Addresses addresses() {
    Map<String, String> services = new LinkedHashMap<>();
    instances.forEach((name, instance) -> services.put(name, instance.baseUrl()));
    return new Addresses(endpoints(), services);
  }

  private Instance instance(String service, String id) {
    return new Instance(
        System.getProperty("handoff.images", "handoff")
            + "/"
            + service
            + ":"
            + System.getProperty("handoff.tag", "0.1.0"),
        id,
        volumes.computeIfAbsent(id, DockerSystem::createVolume),
        network);
  }

  private static String createVolume(String id) {
    return DockerClientFactory.lazyClient()
        .createVolumeCmd()
        .withLabels(DockerClientFactory.DEFAULT_LABELS)
        .exec()
        .getName();
  }

  private static DockerImageName image(String property, String standard, String substituteFor) {
    return DockerImageName.parse(System.getProperty(property, standard))
        .asCompatibleSubstituteFor(substituteFor);
  }

  private static <C extends GenericContainer<?>> C loopback(C container) {
    container.withCreateContainerCmdModifier(
        command ->
            command
                .getHostConfig()
                .withPortBindings(
                    container.getExposedPorts().stream()
                        .map(
                            port ->
                                new PortBinding(
                                    Ports.Binding.bindIp("127.0.0.1"), new ExposedPort(port)))
                        .toList()));
    return container;
  }

  @Override
  public void close() {
    instances.values().forEach(GenericContainer::stop);
    volumes
        .values()
        .forEach(volume -> DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec());
    registry.stop();
    kafka.stop();
    network.close();
  }
}
