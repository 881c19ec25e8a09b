package io.handoff.deploy.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {

  private static final FileTime SAME = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir private Path folder;

  @Test
  void shouldSeeAChangeOfContentThatLeavesSizeAndTimeAlone() throws Exception {
    String before = Fingerprints.ofContent(jar("one.jar", "abcd"));
    String after = Fingerprints.ofContent(jar("one.jar", "abce"));

    assertThat(after).isNotEqualTo(before);
    assertThat(Fingerprints.ofContent(jar("one.jar", "abcd"))).isEqualTo(before);
  }

  @Test
  void shouldSeeAJarThatIsAddedToAFolder() throws Exception {
    jar("one.jar", "a");
    String before = Fingerprints.ofJars(folder);

    jar("two.jar", "a");

    assertThat(Fingerprints.ofJars(folder)).isNotEqualTo(before);
  }

  private Path jar(String name, String text) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ZipEntry entry = new ZipEntry("entry");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    Files.setLastModifiedTime(jar, SAME);
    return jar;
  }
}
