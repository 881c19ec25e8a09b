package io.handoff.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** What chat platforms get with the jar. */
class ArtifactTest {

  private static final int JAVA_17 = 61;

  @Test
  void shouldLoadOnJava17() throws Exception {
    Path classes =
        Path.of(Topics.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")))
          .hasSizeGreaterThan(100)
          .allSatisfy(file -> assertThat(version(file)).isEqualTo(JAVA_17));
    }
  }

  private static int version(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readInt(); // 0xCAFEBABE
      in.readUnsignedShort(); // minor version
      return in.readUnsignedShort();
    }
  }

  @Test
  void shouldHaveTheSchemaOfEachTopicAsAFile() throws Exception {
    for (Topic<?> topic : Topics.ALL) {
      String name = "/avro/" + topic.valueType().getSimpleName() + ".avsc";
      try (InputStream in = ArtifactTest.class.getResourceAsStream(name)) {
        assertThat(in).as(name).isNotNull();
        assertThat(new Schema.Parser().parse(in))
            .as("%s, as it is registered for %s", name, topic.subject())
            .isEqualTo(RegistrySchemas.plain(SpecificData.get().getSchema(topic.valueType())));
      }
    }
  }
}
