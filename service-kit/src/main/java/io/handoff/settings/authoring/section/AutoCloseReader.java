package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.model.AutoCloseConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code autoClose}: key by key over a base; {@code off} takes a clock away. */
final class AutoCloseReader {
  private AutoCloseReader() {}

  static AutoCloseConfig read(@Nullable Node node, AutoCloseConfig base) {
    Fields fields = node == null ? null : Fields.of(node, Section.AUTO_CLOSE);
    if (fields == null) {
      return base;
    }
    return new AutoCloseConfig(
        clock(
            fields.getOrNothing("customerSilentFor"),
            base.customerSilentFor(),
            SettingsLimits.CUSTOMER_SILENT_MIN,
            SettingsLimits.CUSTOMER_SILENT_MAX,
            Duration.ZERO),
        clock(
            fields.getOrNothing("agentSilentFor"),
            base.agentSilentFor(),
            SettingsLimits.AGENT_SILENT_MIN,
            SettingsLimits.AGENT_SILENT_MAX,
            SettingsLimits.AGENT_SILENT_STEP),
        fields.truthValue("rating", base.rating()),
        ToleranceReader.read(fields, base.tolerance()),
        warning(fields.getOrNothing("warning"), base.warning()),
        fields.truthValue("whileQueued", base.whileQueued()));
  }

  private static @Nullable Duration warning(@Nullable Node node, @Nullable Duration base) {
    if (node == null) {
      return base;
    }
    Fields fields = node.isOff() ? null : Fields.of(node, Section.WARNING);
    Node before = fields == null ? null : fields.required("before");
    return before == null
        ? null
        : Values.duration(
            before, SettingsLimits.WARNING_MIN, SettingsLimits.WARNING_MAX, Duration.ZERO);
  }

  private static @Nullable Duration clock(
      @Nullable Node node, @Nullable Duration base, Duration min, Duration max, Duration step) {
    if (node == null) {
      return base;
    }
    return node.isOff() ? null : Values.duration(node, min, max, step);
  }
}
