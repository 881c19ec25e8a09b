package io.handoff.deploy.preview;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What customers, agents, AI agent and platform did of their own accord in a period.
 *
 * @param steps what they did, in the order of time
 * @param conversations the conversations that began in the period, in the order of their beginnings
 * @param begunBefore how many others had events in the period but began before it
 * @param tests how many were test conversations, which are left out
 * @param overLimit how many of the newest were left out because there were more than asked for
 */
record History(
    List<Step> steps, List<String> conversations, int begunBefore, int tests, int overLimit) {

  /**
   * A conversation event, an agent's presence, or a command.
   *
   * @param at when it is replayed; never before what its conversation had before it
   */
  record Step(Instant at, SpecificRecord value) {}

  History {
    steps = List.copyOf(steps);
    conversations = List.copyOf(conversations);
  }
}
