package io.handoff.settings.model;

import io.handoff.settings.model.MessageTemplate.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said in one language, before its placeholders are filled in.
 *
 * @param parts at least one
 * @param language BCP 47 tag of its language; null: not known
 */
public record LocalContent(List<Part> parts, @Nullable String language) {

  public LocalContent {
    parts = List.copyOf(parts);
  }

  /** A text alone. */
  public static List<Part> ofText(String text) {
    return List.of(new Part.Text(text));
  }

  /** Whether it is a text and nothing else. */
  static boolean isPlain(List<Part> parts) {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Text;
  }

  /** All of it as text, placeholders and all. */
  public String text() {
    return plain(parts);
  }

  /**
   * The first placeholder that has no value, so that the message would have a hole. Empty: all have
   * one.
   *
   * @param values values of placeholders by name
   */
  public Optional<String> missing(Map<String, String> values) {
    return parts.stream()
        .flatMap(
            part ->
                switch (part) {
                  case Part.Text(var text) -> Stream.of(text);
                  case Part.Image(var _, var shows) -> Stream.ofNullable(shows);
                  case Part.Button(var label, var _, var reply) ->
                      Stream.concat(Stream.of(label), Stream.ofNullable(reply));
                })
        .flatMap(text -> Placeholders.missing(text, values).stream())
        .findFirst();
  }

  /**
   * The message, ready to be sent.
   *
   * @param values values of placeholders by name; one without a value becomes nothing
   * @param templateId template that it was made from; null: none
   */
  public OutgoingMessage fill(Map<String, String> values, @Nullable String templateId) {
    List<Part> filled = new ArrayList<>();
    for (Part part : parts) {
      filled.add(
          switch (part) {
            case Part.Text(var text) -> new Part.Text(Placeholders.fill(text, values));
            case Part.Image(var url, var shows) ->
                new Part.Image(url, shows == null ? null : Placeholders.fill(shows, values));
            case Part.Button(var label, var url, var reply) ->
                new Part.Button(
                    Placeholders.fill(label, values),
                    url,
                    reply == null ? null : Placeholders.fill(reply, values));
          });
    }
    return new OutgoingMessage(
        plain(filled), isPlain(filled) ? List.of() : filled, templateId, language);
  }

  /** All of it as text, for channels that show nothing else. */
  private static String plain(List<Part> parts) {
    return parts.stream()
        .map(
            part ->
                switch (part) {
                  case Part.Text(var text) -> text;
                  case Part.Image(var url, var shows) -> shows == null ? url : shows + ": " + url;
                  case Part.Button(var label, var url, var reply) ->
                      url == null ? "▸ " + label : "▸ " + label + ": " + url;
                })
        .collect(Collectors.joining("\n\n"));
  }
}
