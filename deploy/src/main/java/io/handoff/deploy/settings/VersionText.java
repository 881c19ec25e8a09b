package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of a version, but for its content. */
final class VersionText {
  private VersionText() {}

  private static final int SHORT_DIGEST = 12;

  static Map<String, Object> fields(SettingsVersion version) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", version.getAccountId());
    fields.put("version", version.getVersion());
    fields.put("effectiveAt", version.getEffectiveAt().toString());
    fields.put("appliedAt", version.getAppliedAt().toString());
    fields.put("appliedBy", version.getAppliedBy());
    fields.put("note", version.getNote());
    fields.put("digest", version.getDigest());
    return fields;
  }

  /** One line of a table. */
  static String row(SettingsVersion version) {
    String digest = version.getDigest();
    return "%7d  %-24s  %-16s  %s  %s"
        .formatted(
            version.getVersion(),
            version.getAppliedAt(),
            version.getAppliedBy(),
            digest.substring(0, Math.min(SHORT_DIGEST, digest.length())),
            version.getEffectiveAt().isAfter(version.getAppliedAt())
                ? ("holds from " + version.getEffectiveAt() + "  " + version.getNote())
                : version.getNote())
        .stripTrailing();
  }

  static String heading() {
    return "%7s  %-24s  %-16s  %-12s  %s"
        .formatted("version", "applied at", "applied by", "digest", "note");
  }
}
