package io.handoff.deploy;

import io.handoff.deploy.reference.CommandsPage;
import io.handoff.deploy.reference.SettingsPage;
import io.handoff.deploy.security.TopicsPage;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The pages of docs/reference say what the code does. */
class ReferenceTest {

  @Test
  void shouldShowEveryKeyOfTheSettings() throws IOException {
    try (InputStream schema =
        ReferenceTest.class.getResourceAsStream("/io/handoff/settings/settings.schema.json")) {
      SettingsPage.of(JsonMapper.shared().readTree(schema)).standsIn("settings.md");
    }
  }

  @Test
  void shouldShowEveryCommandWithItsOptions() throws IOException {
    CommandsPage.of(Handoff.commandLine()).standsIn("commands.md");
  }

  @Test
  void shouldShowEveryTopic() throws IOException {
    TopicsPage.page().standsIn("topics.md");
  }
}
