package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.model.ToleranceConfig;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.Duration;

/** Reads {@code afterOutage} and {@code grace} of {@code autoClose}. */
final class ToleranceReader {
  private ToleranceReader() {}

  static ToleranceConfig read(Fields autoClose, ToleranceConfig base) {
    Node grace = autoClose.get("grace");
    Duration read =
        grace == null
            ? null
            : Values.duration(grace, Duration.ZERO, SettingsLimits.GRACE_MAX, Duration.ZERO);
    return new ToleranceConfig(
        autoClose.oneOf("afterOutage", AfterOutage.class, base.afterOutage()),
        read == null ? base.grace() : read);
  }
}
