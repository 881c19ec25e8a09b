package io.handoff.language.text;

import java.util.ArrayList;
import java.util.List;

/** The common notation of the data files: comments, and lines that go on with the one before. */
public final class DataLines {
  private DataLines() {}

  /**
   * The lines without comments and empty lines; one that begins with a blank goes on with the one
   * before.
   */
  public static List<String> join(List<String> lines) {
    List<String> joined = new ArrayList<>();
    for (String line : lines) {
      String text = line.replaceFirst("(^|\\s)#(\\s.*)?$", "").stripTrailing();
      if (text.isEmpty()) {
        continue;
      }
      if (Character.isWhitespace(text.charAt(0)) && !joined.isEmpty()) {
        joined.set(joined.size() - 1, joined.get(joined.size() - 1) + " " + text.strip());
      } else {
        joined.add(text);
      }
    }
    return joined;
  }
}
