package io.handoff.autoclose.decision;

import io.handoff.sla.SlaMetric;
import java.time.Duration;

/**
 * A reading of a target's clock at which something falls due.
 *
 * @param metric the target
 * @param kind what falls due
 * @param number of the point or step, from 1
 * @param at business time from the start of the clock; positive
 * @param policyId the policy that it comes from
 */
public record SlaMark(SlaMetric metric, Kind kind, int number, Duration at, String policyId) {

  /** What can fall due. */
  public enum Kind {
    /** The target is near. */
    AT_RISK,
    /** The target is missed. */
    BREACH,
    /** A step of the policy's escalation. */
    STEP
  }

  /**
   * What is due once only: a target is missed once however often the policy changes, a step belongs
   * to its policy.
   *
   * @param round how often the target was met before
   */
  String key(int round) {
    return switch (kind) {
      case AT_RISK -> metric + "/" + round + "/at-risk/" + number;
      case BREACH -> metric + "/" + round + "/breach";
      case STEP -> metric + "/" + round + "/step/" + number + "/" + policyId;
    };
  }

  /** The round that a key belongs to, of the metric. */
  static int round(String key) {
    return Integer.parseInt(key.split("/", 3)[1]);
  }

  /** The metric that a key belongs to. */
  static SlaMetric metric(String key) {
    return SlaMetric.valueOf(key.substring(0, key.indexOf('/')));
  }
}
