package io.handoff.settings.model;

import io.handoff.settings.model.MessageTemplate.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent: placeholders are filled in.
 *
 * @param text plain text, complete in itself
 * @param parts the same as parts, for channels that can show them; empty for a plain message
 * @param templateId template that it was made from; null: written by hand
 * @param language BCP 47 tag of its language; null: not known
 */
public record OutgoingMessage(
    String text, List<Part> parts, @Nullable String templateId, @Nullable String language) {

  public OutgoingMessage {
    parts = List.copyOf(parts);
  }

  /** A message that somebody wrote by hand. */
  public static OutgoingMessage ofText(String text) {
    return new OutgoingMessage(text, List.of(), null, null);
  }
}
