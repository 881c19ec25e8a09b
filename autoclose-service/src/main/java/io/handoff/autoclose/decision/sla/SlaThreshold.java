package io.handoff.autoclose.decision.sla;

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
public record SlaThreshold(SlaMetric metric, Kind kind, int number, Duration at, String policyId) {

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
   * What is due once only: for each period in which the target is waited for, and each policy.
   *
   * @param period names the period of the target: when its clock started, in milliseconds
   */
  String key(long period) {
    String what =
        switch (kind) {
          case AT_RISK -> "at-risk/" + number;
          case BREACH -> "breach";
          case STEP -> "step/" + number;
        };
    return metric + "/" + period + "/" + what + "/" + policyId;
  }

  /** The period of a target that a key names. */
  public static long period(String key) {
    return Long.parseLong(key.split("/", 3)[1]);
  }

  /** The target that a key names. */
  public static SlaMetric metric(String key) {
    return SlaMetric.valueOf(key.substring(0, key.indexOf('/')));
  }
}
