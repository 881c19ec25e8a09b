package io.handoff.deploy.local;

import io.handoff.deploy.local.process.LocalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Runs things at the same time; the first failure interrupts the others and is thrown. */
final class ParallelTasks {

  private ParallelTasks() {}

  /**
   * The results in the order of the tasks.
   *
   * @param limit how many run at a time
   * @throws LocalException the first failure
   */
  static <T> List<T> run(int limit, List<Callable<T>> tasks) throws InterruptedException {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("local-", 0).factory();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Math.max(1, Math.min(limit, tasks.size())), threads)) {
      ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(executor);
      List<Future<T>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(completion.submit(task)));
      try {
        for (int i = 0; i < futures.size(); i++) {
          completion.take().get();
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
          results.add(future.resultNow());
        }
        return results;
      } catch (ExecutionException e) {
        throw failure(e.getCause() == null ? e : e.getCause());
      } finally {
        executor.shutdownNow();
      }
    }
  }

  static RuntimeException failure(Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    return new LocalException(String.valueOf(cause.getMessage()), cause);
  }
}
