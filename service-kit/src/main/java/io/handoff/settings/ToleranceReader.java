package io.handoff.settings;

import io.handoff.settings.ToleranceConfig.AfterOutage;
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
