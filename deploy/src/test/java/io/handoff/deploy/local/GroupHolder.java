package io.handoff.deploy.local;

import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.ProcessGroup;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts a child and then waits: what becomes of the child when it is ended? */
public final class GroupHolder {

  private GroupHolder() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ProcessGroup group = new ProcessGroup(folder.resolve("processes.json"));
    group.start(Tiny.spec("grandchild", Layer.SERVICE, folder, "wait"));
    if (arguments[1].equals("keep")) {
      group.keep();
    }
    new CountDownLatch(1).await();
  }
}
