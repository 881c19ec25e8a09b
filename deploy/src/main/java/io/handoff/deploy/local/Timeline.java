package io.handoff.deploy.local;

import io.handoff.deploy.local.process.StackReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Measures steps that may run at the same time and says when each is done. */
final class Timeline {

  private final long begin = System.nanoTime();
  private final Consumer<String> progress;
  private final List<StackReport.Step> steps = new ArrayList<>();

  Timeline(Consumer<String> progress) {
    this.progress = progress;
  }

  <T> T measure(String name, Callable<T> step) throws Exception {
    long from = System.nanoTime();
    T result = step.call();
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    synchronized (this) {
      steps.add(new StackReport.Step(name, Duration.ofNanos(from - begin), took));
      progress.accept(name + " " + took.toMillis() + " ms");
    }
    return result;
  }

  synchronized List<StackReport.Step> steps() {
    return steps.stream().sorted(Comparator.comparing(StackReport.Step::begin)).toList();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
