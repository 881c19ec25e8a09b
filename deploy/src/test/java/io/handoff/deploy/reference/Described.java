package io.handoff.deploy.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A description that may end with a default.
 *
 * @param text without it
 * @param byDefault what holds where nothing is said; empty: the description does not say
 */
record Described(String text, String byDefault) {

  private static final Pattern DEFAULT =
      Pattern.compile("(.*?)\\s*\\bDefault: (.+?)\\.?(?<end>$|(?<=\\.) .*)");

  static Described of(String description) {
    String line = description.replaceAll("\\s+", " ").strip();
    Matcher parts = DEFAULT.matcher(line);
    return parts.matches()
        ? new Described((parts.group(1) + parts.group("end")).strip(), parts.group(2))
        : new Described(line, "");
  }
}
