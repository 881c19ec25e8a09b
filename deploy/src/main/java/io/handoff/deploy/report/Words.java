package io.handoff.deploy.report;

import java.util.Locale;

/** How values of enumerations are written: in lower case with hyphens. */
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
