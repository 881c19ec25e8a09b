package io.handoff.routing.decision.handoff;

import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import org.jspecify.annotations.Nullable;

/**
 * Where a handoff goes.
 *
 * @param kind help desk or inbox
 * @param departmentId department; null: none. Passed on, not looked at
 * @param teamId team; null: everybody of the account
 * @param agentId a named agent, and nobody else; null: anybody of the team
 */
public record RoutingTarget(
    TargetKind kind,
    @Nullable String departmentId,
    @Nullable String teamId,
    @Nullable String agentId) {

  /** The target that a channel's settings name. */
  public static RoutingTarget of(TargetConfig config) {
    return new RoutingTarget(config.kind(), null, config.teamId(), config.agentId());
  }
}
