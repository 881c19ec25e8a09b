package io.handoff.deploy.local;

import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.server.AotMode;
import io.handoff.deploy.local.server.Folders;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.LocalRegistry;
import io.handoff.deploy.local.server.ServiceJar;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Makes the ahead-of-time caches by one run of the whole stack, in a folder of its own that is
 * deleted afterwards. Only what has no current cache is recorded; where nothing is missing, nothing
 * is started. Takes a minute or two of two cores; a start takes half the processor time from then
 * on.
 */
public final class AotTraining {

  private static final Duration RECORDING_GRACE = Duration.ofSeconds(60);

  private final HandoffHome home;
  private final Preparation preparation;
  private final Consumer<String> progress;

  public AotTraining(HandoffHome home, Preparation preparation, Consumer<String> progress) {
    this.home = home;
    this.preparation = preparation;
    this.progress = progress;
  }

  /** Whether broker, registry and all these services have current caches. */
  public boolean isDone(List<ServiceSpec> services) {
    return LocalBroker.cache(home).isCurrent()
        && LocalRegistry.cache(home).isCurrent()
        && services.stream().allMatch(service -> isDone(service.module()));
  }

  private boolean isDone(String module) {
    ServiceJar jar = new ServiceJar(home, module);
    return jar.isPrepared() && jar.cache().isCurrent();
  }

  /**
   * Makes what is missing.
   *
   * @param exercise run against the stack while it is recorded: what it does later will be faster,
   *     too
   * @return the number of caches made
   */
  public int run(List<ServiceSpec> services, Exercise exercise) throws InterruptedException {
    if (isDone(services)) {
      return 0;
    }
    Path folder = home.run("training-" + ProcessHandle.current().pid());
    StackPlan plan =
        StackPlan.onFreePorts(folder)
            .withServices(
                services.stream()
                    .map(service -> service.withPort(0).withInstanceId(service.module()))
                    .distinct()
                    .toList())
            .withAot(AotMode.RECORD);
    try (LocalStack stack = LocalStack.start(home, plan, preparation, progress)) {
      exercise.run(stack);
      stack.services().forEach(service -> service.process().requestStop());
      stack.services().forEach(service -> service.stop(RECORDING_GRACE));
      stack.registry().process().requestStop();
      stack.broker().stop(RECORDING_GRACE);
      stack.registry().stop(RECORDING_GRACE);
      return assemble(stack);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw ParallelTasks.failure(e);
    } finally {
      Folders.delete(folder);
    }
  }

  private int assemble(LocalStack stack) throws InterruptedException {
    try (ProcessGroup assemblers = new ProcessGroup()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      tasks.add(() -> stack.broker().assembleCache(assemblers));
      tasks.add(() -> stack.registry().assembleCache(assemblers));
      for (ServiceProcess service : stack.services()) {
        tasks.add(() -> service.assembleCache(assemblers));
      }
      List<Boolean> made = ParallelTasks.run(Runtime.getRuntime().availableProcessors(), tasks);
      return (int) made.stream().filter(Boolean::booleanValue).count();
    }
  }

  /** What is done with the stack while it is recorded. */
  @FunctionalInterface
  public interface Exercise {

    void run(LocalStack stack) throws Exception;

    /** Nothing: the start and the stop alone are recorded. */
    static Exercise none() {
      return stack -> {};
    }
  }
}
