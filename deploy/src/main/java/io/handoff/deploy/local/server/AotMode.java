package io.handoff.deploy.local.server;

/** Whether a JVM is started with an ahead-of-time cache. */
public enum AotMode {
  /** Without. */
  OFF,
  /** With the cache if there is a current one, else without. */
  USE,
  /** As {@link #USE}, but where there is no current cache the run is recorded to make one of. */
  RECORD
}
