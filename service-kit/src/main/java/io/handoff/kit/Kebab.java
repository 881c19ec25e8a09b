package io.handoff.kit;

import java.util.Locale;

/** Names of constants as settings, rules, records and metrics write them. */
public final class Kebab {
  private Kebab() {}

  /** Lower case with hyphens: {@code round-robin} for {@code ROUND_ROBIN}. */
  public static String of(Enum<?> constant) {
    return of(constant.name());
  }

  /** The same for a constant's name. */
  public static String of(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
