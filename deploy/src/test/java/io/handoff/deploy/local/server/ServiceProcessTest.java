package io.handoff.deploy.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.deploy.local.Tiny;
import io.handoff.deploy.local.process.EnvironmentMissingException;
import io.handoff.deploy.local.process.PortTakenException;
import io.handoff.deploy.local.process.ProcessGroup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

  private static final Endpoints ENDPOINTS = new Endpoints("broker:1", "http://registry");

  @TempDir private Path root;
  private final ProcessGroup group = new ProcessGroup();

  @AfterEach
  void stopAll() {
    group.close();
  }

  @Test
  void shouldTellTheServiceWhoAndWhereItIs() throws Exception {
    HandoffHome home = Tiny.home(root, "tiny");
    ServiceSpec spec =
        ServiceSpec.of("tiny").withInstanceId("tiny-2").withEnvironment(Map.of("EXTRA", "more"));

    ServiceProcess service = launch(home, spec);
    service.awaitReady();

    assertThat(ask(service, "HANDOFF_INSTANCE_ID")).isEqualTo("tiny-2");
    assertThat(ask(service, "HANDOFF_STATE_DIR"))
        .isEqualTo(home.run("test").resolve("tiny-2/state").toString());
    assertThat(ask(service, "KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("broker:1");
    assertThat(ask(service, "SCHEMA_REGISTRY_URL")).isEqualTo("http://registry");
    assertThat(ask(service, "SERVER_ADDRESS")).isEqualTo("127.0.0.1");
    assertThat(ask(service, "EXTRA")).isEqualTo("more");
  }

  @Test
  void shouldRunSeveralInstancesOfOneService() throws Exception {
    HandoffHome home = Tiny.home(root, "tiny");
    ServiceProcess one = launch(home, ServiceSpec.of("tiny").withInstanceId("one"));
    ServiceProcess two = launch(home, ServiceSpec.of("tiny").withInstanceId("two"));
    one.awaitReady();
    two.awaitReady();

    assertThat(one.baseUrl()).isNotEqualTo(two.baseUrl());
    assertThat(ask(one, "HANDOFF_INSTANCE_ID")).isEqualTo("one");
    assertThat(ask(two, "HANDOFF_INSTANCE_ID")).isEqualTo("two");
  }

  @Test
  void shouldComeBackAsTheSameInstanceAfterSigkill() throws Exception {
    ServiceProcess service = launch(Tiny.home(root, "tiny"), ServiceSpec.of("tiny"));
    service.awaitReady();
    String url = service.baseUrl();
    long pid = service.process().pid();
    String state = ask(service, "HANDOFF_STATE_DIR");

    service.kill();
    assertThat(service.process().isAlive()).isFalse();
    service.restart();

    assertThat(service.process().pid()).isNotEqualTo(pid);
    assertThat(service.baseUrl()).isEqualTo(url);
    assertThat(ask(service, "HANDOFF_STATE_DIR")).isEqualTo(state);
    assertThat(ask(service, "HANDOFF_INSTANCE_ID")).isEqualTo("tiny");
  }

  @Test
  void shouldSayWhatToDoWhenTheServiceIsNotBuilt() {
    assertThatThrownBy(() -> launch(Tiny.home(root), ServiceSpec.of("absent")))
        .isInstanceOf(EnvironmentMissingException.class)
        .hasMessageContaining("absent is not built")
        .hasMessageContaining("./mvnw");
  }

  @Test
  void shouldRefuseAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServiceSpec spec = ServiceSpec.of("tiny").withPort(taken.getLocalPort());

      assertThatThrownBy(() -> launch(Tiny.home(root, "tiny"), spec))
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "tiny did not start: port "
                  + taken.getLocalPort()
                  + " is in use by another program.");
    }
  }

  private ServiceProcess launch(HandoffHome home, ServiceSpec spec) throws InterruptedException {
    return ServiceProcess.launch(
        home, group, home.run("test").resolve(spec.instanceId()), spec, ENDPOINTS, AotMode.USE);
  }

  private static String ask(ServiceProcess service, String variable) {
    return Tiny.get(service.baseUrl() + "/" + variable);
  }
}
