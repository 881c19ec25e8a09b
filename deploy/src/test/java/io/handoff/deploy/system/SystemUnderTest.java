package io.handoff.deploy.system;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.HandoffHome;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.ServiceSpec;
import io.handoff.deploy.local.StackPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole system as child processes: real broker, real registry, the four services' jars. */
final class SystemUnderTest {
  private SystemUnderTest() {}

  static LocalStack start(String name) throws InterruptedException {
    return start(name, Map.of());
  }

  /** With additions to ticket-service's environment. */
  static LocalStack start(String name, Map<String, String> ticketService)
      throws InterruptedException {
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run(name);
    RunFolder.clear(folder);
    StackPlan plan = StackPlan.onFreePorts(folder);
    List<ServiceSpec> services =
        plan.services().stream()
            .map(
                service ->
                    service.module().equals("ticket-service")
                        ? service.withEnvironment(ticketService)
                        : service)
            .toList();
    return LocalStack.start(
        home, plan.withServices(services), Contracts.forOneMachine(), step -> {});
  }
}
