package io.handoff.deploy.settings;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.SettingsText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A settings file as it lies on the disk.
 *
 * @param name its name without folders; of an included one its path from the folder of the first
 * @param text its text; what came before the first bytes that are no UTF-8
 * @param notUtf8 those bytes, as a problem; null: there are none
 */
public record SettingsFile(String name, String text, @Nullable Problem notUtf8) {

  static SettingsFile read(String name, Path path) throws IOException {
    return of(name, Files.readAllBytes(path));
  }

  /** As the reader of settings takes it. */
  SettingsText settingsText() {
    return new SettingsText(name, text);
  }

  static SettingsFile of(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (!result.isError()) {
      return new SettingsFile(name, text, null);
    }
    List<String> lines = List.of(text.split("\\r\\n|\\r|\\n", -1));
    Problem problem =
        new Problem(
            name,
            lines.size(),
            lines.getLast().codePointCount(0, lines.getLast().length()) + 1,
            "",
            ProblemCode.ENCODING,
            "the byte 0x%02X is no UTF-8".formatted(bytes[in.position()]),
            "save the file as UTF-8",
            Problem.Severity.ERROR);
    return new SettingsFile(name, text, problem);
  }
}
