package io.handoff.deploy.system;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.HandoffHome;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import java.nio.file.Path;

/** The whole system as child processes: real broker, real registry, the four services' jars. */
final class SystemUnderTest {
  private SystemUnderTest() {}

  static LocalStack start(String name) throws InterruptedException {
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run(name);
    RunFolder.clear(folder);
    return LocalStack.start(
        home, StackPlan.onFreePorts(folder), Contracts.forOneMachine(), step -> {});
  }
}
