package io.handoff.deploy.local.server;

import io.handoff.deploy.local.process.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Short texts that change when files change. */
final class Fingerprints {

  private Fingerprints() {}

  /**
   * Of the jars under a folder, by name, size and time of change; which is what the JVM compares,
   * too.
   */
  static String ofJars(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      StringBuilder text = new StringBuilder();
      for (Path jar : jars) {
        text.append(folder.relativize(jar))
            .append(' ')
            .append(Files.size(jar))
            .append(' ')
            .append(Files.getLastModifiedTime(jar).toMillis())
            .append('\n');
      }
      return hash(text.toString());
    } catch (IOException e) {
      throw new LocalException("The jars in " + folder + " cannot be read.", e);
    }
  }

  /**
   * Of a jar's content, by its entries' names, sizes and checksums. A reproducible build gives
   * every jar the same time, so that time and size would miss a change.
   */
  static String ofContent(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      StringBuilder text = new StringBuilder();
      zip.stream()
          .forEach(
              entry ->
                  text.append(entry.getName())
                      .append(' ')
                      .append(entry.getSize())
                      .append(' ')
                      .append(entry.getCrc())
                      .append('\n'));
      return hash(text.toString());
    } catch (IOException e) {
      throw new LocalException("The jar " + jar + " cannot be read.", e);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
