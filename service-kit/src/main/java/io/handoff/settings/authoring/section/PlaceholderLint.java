package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.Placeholders;
import java.util.regex.Matcher;

/** Checks the {@link Placeholders} of a text. */
final class PlaceholderLint {
  private PlaceholderLint() {}

  /** Reports what is wrong with the braces of a text. */
  static void check(Node node, String text) {
    Matcher matcher = Placeholders.PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!Placeholders.NAMES.contains(name)) {
        node.error(
            ProblemCode.UNKNOWN_PLACEHOLDER,
            node.label() + " uses the unknown placeholder {" + Words.shown(name) + "}",
            Words.didYouMeanOneOf(name, Placeholders.NAMES));
      }
    }
    String rest = Placeholders.PLACEHOLDER.matcher(text).replaceAll("");
    int brace = firstBrace(rest);
    if (brace >= 0) {
      String around = rest.substring(brace, Math.min(rest.length(), brace + 20));
      node.error(
          ProblemCode.BAD_PLACEHOLDER,
          node.label() + " has a brace that belongs to no placeholder: " + Words.shown(around),
          "placeholders are written like this: {customer}");
    }
  }

  private static int firstBrace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '}') {
        return i;
      }
    }
    return -1;
  }
}
