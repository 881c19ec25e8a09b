package io.handoff.deploy.local;

import io.handoff.deploy.local.server.Endpoints;

/** What has to be done when broker and registry are there and before the services start. */
@FunctionalInterface
public interface Preparation {

  /** Creates topics, registers schemas. An exception ends the start of the stack. */
  void prepare(Endpoints endpoints) throws Exception;

  /** Nothing to do. */
  static Preparation none() {
    return endpoints -> {};
  }
}
