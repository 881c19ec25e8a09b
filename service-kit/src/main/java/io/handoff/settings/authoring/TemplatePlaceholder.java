package io.handoff.settings.authoring;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a workflow template leaves for the account to say: {@code <<fill in: team for chats>>}. */
public final class TemplatePlaceholder {
  private TemplatePlaceholder() {}

  private static final Pattern FORM = Pattern.compile("<<fill in:([^<>]{0,200})>>");

  /** What is to be filled in, where the text holds such a place; the first one. */
  public static Optional<String> in(String text) {
    Matcher place = FORM.matcher(text);
    return place.find() ? Optional.of(place.group(1).strip()) : Optional.empty();
  }
}
