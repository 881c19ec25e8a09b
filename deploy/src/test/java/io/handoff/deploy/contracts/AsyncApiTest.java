package io.handoff.deploy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** docs/reference/asyncapi.yaml is what the code says, and is AsyncAPI. */
class AsyncApiTest {

  private static final Path FILE = Path.of("..", "docs", "reference", "asyncapi.yaml");

  /** With {@code -Dhandoff.asyncapi=write} the file is written anew. */
  @Test
  void shouldStandInTheDocumentsAsItIs() throws Exception {
    if (System.getProperty("handoff.asyncapi", "").equals("write")) {
      Files.writeString(FILE, AsyncApi.text());
    }
    assertThat(Files.readString(FILE))
        .as("%s; write it anew with -Dhandoff.asyncapi=write", FILE)
        .isEqualTo(AsyncApi.text());
  }

  @Test
  void shouldBeValidByTheOfficialSchema() throws Exception {
    assertThat(official().validate(document())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/operations/platform.receive.conversation.events,           channel",
    "/components/messages/ConversationEvent/payload/schema,      type",
    "/components/messages/ConversationEvent/payload/schema/fields/0, name",
  })
  void shouldNotBeValidWithoutWhatTheOfficialSchemaWants(String place, String member)
      throws Exception {
    JsonNode document = document();
    ((ObjectNode) document.at(place)).remove(member);
    assertThat(official().validate(document)).isNotEmpty();
  }

  private static JsonNode document() {
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(AsyncApi.text());
    return JsonMapper.shared().valueToTree(yaml);
  }

  /**
   * The schema of the npm package @asyncapi/specs 6.11.1, without descriptions, examples and the
   * bindings of others than Kafka.
   */
  private static Schema official() throws Exception {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi-3.0.0.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JsonMapper.shared().readTree(Objects.requireNonNull(in)));
    }
  }
}
