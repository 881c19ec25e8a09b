package io.handoff.ticket.query;

import java.util.concurrent.CompletableFuture;

/** The HTTP APIs of the other instances. */
public interface Peers {

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body the body, JSON
   */
  record Answer(int status, String body) {}

  /**
   * Asks an instance for what it holds itself.
   *
   * @param address host and port
   * @param pathAndQuery what to ask, encoded
   * @return the answer; completes exceptionally where none comes in time
   */
  CompletableFuture<Answer> ask(String address, String pathAndQuery);
}
