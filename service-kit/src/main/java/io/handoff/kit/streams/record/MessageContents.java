package io.handoff.kit.streams.record;

import io.handoff.avro.Button;
import io.handoff.avro.ImagePart;
import io.handoff.avro.MessageContent;
import io.handoff.avro.TextPart;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/** Messages to Avro. */
public final class MessageContents {
  private MessageContents() {}

  /** The message as actions carry it. */
  public static MessageContent of(OutgoingMessage message) {
    List<Object> parts = new ArrayList<>();
    for (Part part : message.parts()) {
      parts.add(
          switch (part) {
            case Part.Text(var text) -> new TextPart(text);
            case Part.Image(var url, var shows) -> new ImagePart(url, shows);
            case Part.Button(var label, var url, var reply) -> new Button(label, url, reply);
          });
    }
    return MessageContent.newBuilder()
        .setText(message.text())
        .setParts(parts)
        .setTemplateId(message.templateId())
        .setLanguage(message.language())
        .build();
  }
}
