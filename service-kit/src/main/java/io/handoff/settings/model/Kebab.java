package io.handoff.settings.model;

import java.util.Locale;

/** Names of constants as settings and rules write them. */
public final class Kebab {
  private Kebab() {}

  /** Lower case with hyphens: {@code round-robin} for {@code ROUND_ROBIN}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
