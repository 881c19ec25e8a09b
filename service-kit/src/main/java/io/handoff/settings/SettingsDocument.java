package io.handoff.settings;

/**
 * PLACEHOLDER by the lead: replace the bodies; keep read(String) and write(AccountConfig), which SettingsView and the
 * topology harness call.
 */
public final class SettingsDocument {
  private SettingsDocument() {}

  private static final java.util.concurrent.ConcurrentHashMap<String, AccountConfig> TEMPORARY =
      new java.util.concurrent.ConcurrentHashMap<>();

  /** Reads a canonical document (lenient). Throws IllegalArgumentException with words if it cannot be used. */
  public static AccountConfig read(String document) {
    AccountConfig config = TEMPORARY.get(document);
    if (config == null) {
      throw new IllegalArgumentException("not written yet");
    }
    return config;
  }

  /** Canonical JSON. */
  public static String write(AccountConfig config) {
    String key = "temporary-" + TEMPORARY.size();
    TEMPORARY.put(key, config);
    return key;
  }
}
