package io.handoff.schemas.serde;

import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Writes the schema of each topic's value as {@code NAME.avsc}, as it is registered: {@code
 * SchemaFiles FOLDER}. The build runs it, so that the jar has the files under {@code avro/}.
 */
final class SchemaFiles {
  private SchemaFiles() {}

  public static void main(String[] args) throws IOException {
    TrustedClasses.install();
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Topic<?> topic : Topics.ALL) {
      Schema schema = RegistrySchemas.plain(SpecificData.get().getSchema(topic.valueType()));
      String text = RegistrySchemas.JSON.readTree(schema.toString()).toPrettyString();
      Files.writeString(folder.resolve(schema.getName() + ".avsc"), text + "\n");
    }
  }
}
