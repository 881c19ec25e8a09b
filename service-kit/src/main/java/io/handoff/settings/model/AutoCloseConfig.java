package io.handoff.settings.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When silence ends a conversation that people are in charge of.
 *
 * @param customerSilentFor the customer has not answered an agent for so long; null: never closed
 *     for that
 * @param agentSilentFor no agent has answered the customer for so long, 10 minutes to 6 days 23 h
 *     50 min in steps of 10 minutes; null: never closed for that
 * @param rating whether a rating is asked for together with the closing message
 * @param tolerance outages and platforms' clocks
 * @param warning how long before a close those who are silent are warned; null: they are not. No
 *     warning is given of a close whose silence is not longer than that
 * @param whileQueued whether an agent's silence counts already while one is being looked for
 */
public record AutoCloseConfig(
    @Nullable Duration customerSilentFor,
    @Nullable Duration agentSilentFor,
    boolean rating,
    ToleranceConfig tolerance,
    @Nullable Duration warning,
    boolean whileQueued) {

  /** With {@link ToleranceConfig#DEFAULT}. */
  public AutoCloseConfig(
      @Nullable Duration customerSilentFor, @Nullable Duration agentSilentFor, boolean rating) {
    this(customerSilentFor, agentSilentFor, rating, ToleranceConfig.DEFAULT);
  }

  /** Without warnings, and without a clock while an agent is being looked for. */
  public AutoCloseConfig(
      @Nullable Duration customerSilentFor,
      @Nullable Duration agentSilentFor,
      boolean rating,
      ToleranceConfig tolerance) {
    this(customerSilentFor, agentSilentFor, rating, tolerance, null, false);
  }
}
