package io.handoff.language.eval;

import java.util.ArrayList;
import java.util.List;

/** Wrong answers outside the held-back part: the only ones that anybody tuning should look at. */
final class Errors {
  private final List<String> lines = new ArrayList<>();

  void note(String section, String key, boolean expected, boolean actual, String what) {
    if (expected != actual && !Tsv.heldBack(key)) {
      lines.add(section + "\t" + (expected ? "missed" : "false") + "\t" + what);
    }
  }

  List<String> lines() {
    return lines;
  }
}
