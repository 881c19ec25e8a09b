package io.handoff.settings.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Outside systems that rules can ask.
 *
 * @param byId lookups by name, in the order of the file
 */
public record LookupsConfig(Map<String, LookupConfig> byId) {

  /** None. */
  public static final LookupsConfig NONE = new LookupsConfig(Map.of());

  public LookupsConfig {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }
}
