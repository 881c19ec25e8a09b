package io.handoff.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotTrainingIT {

  @TempDir private Path root;

  @Test
  void shouldMakeCachesOnceThatLaterStartsUse() throws Exception {
    HandoffHome home = Tiny.home(root, "tiny-service");
    List<ServiceSpec> services = List.of(ServiceSpec.of("tiny-service"));
    AotTraining training = new AotTraining(home, Preparation.none(), step -> {});
    assertThat(training.isDone(services)).isFalse();

    List<Endpoints> exercised = new ArrayList<>();
    assertThat(training.run(services, stack -> exercised.add(stack.endpoints()))).isEqualTo(3);

    assertThat(exercised).hasSize(1);
    assertThat(training.isDone(services)).isTrue();
    assertThat(training.run(services, AotTraining.Exercise.none())).isZero();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    try (ProcessGroup group = new ProcessGroup()) {
      LocalBroker broker =
          LocalBroker.start(
              home, group, home.run("it").resolve("broker"), LocalBroker.Options.defaults());
      assertThat(broker.process().spec().command())
          .anyMatch(option -> option.startsWith("-XX:AOTCache="));
      assertThat(Files.readString(broker.process().spec().log()))
          .contains("Kafka Server started")
          .doesNotContain("AOT");
    }
  }
}
