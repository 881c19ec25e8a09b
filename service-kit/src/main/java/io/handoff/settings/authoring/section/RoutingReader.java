package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.SettingsDefaults;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code routing}: field by field over the defaults; {@code off} takes away. */
final class RoutingReader {
  private RoutingReader() {}

  static RoutingConfig read(@Nullable Node node, TeamRoutingReader teams) {
    RoutingConfig base = SettingsDefaults.ROUTING;
    Fields fields = node == null ? null : Fields.of(node, Section.ROUTING);
    if (fields == null) {
      return base;
    }
    return new RoutingConfig(
        teams.read(fields, base.team()),
        clock(
            fields.getOrNothing("heartbeatTimeout"),
            base.heartbeatTimeout(),
            SettingsLimits.HEARTBEAT_MIN,
            SettingsLimits.HEARTBEAT_MAX),
        clock(
            fields.getOrNothing("offlineGrace"),
            base.offlineGrace(),
            Duration.ZERO,
            SettingsLimits.OFFLINE_GRACE_MAX),
        fields.oneOf("asynchronousWhenOffline", WhenOffline.class, base.asynchronousWhenOffline()),
        clock(
            fields.getOrNothing("ageing"),
            base.ageing(),
            SettingsLimits.AGEING_MIN,
            SettingsLimits.AGEING_MAX),
        fields.truthValue("snoozedTakesCapacity", base.snoozedTakesCapacity()));
  }

  private static @Nullable Duration clock(
      @Nullable Node node, @Nullable Duration base, Duration min, Duration max) {
    if (node == null) {
      return base;
    }
    return node.isOff() ? null : Values.duration(node, min, max, Duration.ZERO);
  }
}
