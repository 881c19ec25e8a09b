package io.handoff.deploy.local.process;

/** What a process is to the others; a group stops the later layer first. */
public enum Layer {
  /** What others connect to: stopped last. */
  INFRASTRUCTURE,
  /** What connects to it: stopped first. */
  SERVICE
}
