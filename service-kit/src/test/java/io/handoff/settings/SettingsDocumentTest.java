package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SettingsDocumentTest {

  private static final SettingsParser PARSER = new SettingsParser();

  @Provide
  Arbitrary<AccountConfig> accounts() {
    return AnAccount.any();
  }

  @Property(tries = 500)
  void shouldReadBackWhatItWrote(@ForAll("accounts") AccountConfig account) {
    String document = SettingsDocument.write(account);
    for (Strictness strictness : Strictness.values()) {
      ParsedSettings parsed = PARSER.parse("document", document, strictness);
      // A channel of a made-up account may be on without what a person would be held to, and its
      // rules may ask for a custom field that it does not declare.
      assertThat(parsed.errors())
          .filteredOn(
              problem ->
                  strictness == Strictness.LENIENT
                      || !problem.message().startsWith("there is no custom field"))
          .extracting(Problem::code)
          .isSubsetOf(ProblemCode.REQUIRED_WHERE_ON);
      assertThat(parsed.config()).isEqualTo(parsed.errors().isEmpty() ? account : null);
    }
    assertThat(SettingsDocument.write(SettingsDocument.read(document))).isEqualTo(document);
  }

  @Property(tries = 100)
  void shouldWriteJson(@ForAll("accounts") AccountConfig account) {
    assertThat(JsonMapper.shared().readTree(SettingsDocument.write(account)).get("name").asString())
        .isEqualTo(account.name());
  }

  @Test
  void shouldWriteEverythingInOneOrder() {
    AccountConfig config =
        PARSER
            .parse(
                "f",
                """
                account: acme
                teams: [{ id: b, members: [y, x] }, { id: a, members: [x] }]
                agents: [{ id: y, name: "Zoë \\"Z\\"" }, { id: x, capacity: 0 }]
                channels:
                  - { id: web, type: web-chat, onSince: "2026-01-01", handoff: { target: { team: b } } }
                messages: { closing: { pl: Pa, other: "Bye,\\n{customer}" } }
                autoClose: { agentSilentFor: 1h30m, rating: true }
                triggers: { custom: [cancel] }
                tickets:
                  reopenWithin: 3d
                  categories: [{ id: payment, subCategories: [refund] }]
                  customFields: [{ id: plan, type: choice, choices: [basic, pro] }]
                templates:
                  - id: bye
                    content: { other: Bye, en: [{ button: Bye, reply: Bye! }] }
                sla:
                  policies:
                    - id: all
                      targets: { firstResponse: { urgent: 10m, other: 1h } }
                      atRisk: [80%, 5m]
                      escalation: [{ after: 0m, then: [{ action: set-priority, to: high }] }]
                """,
                Strictness.LENIENT)
            .settings()
            .orElseThrow();
    assertThat(SettingsDocument.write(config))
        .isEqualTo(TestFiles.read("/settings/canonical.json").strip());
    assertThat(SettingsDocument.digest("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void shouldSayWhatIsWrongWhenADocumentCannotBeRead() {
    assertThatThrownBy(() -> SettingsDocument.read("{\"name\":\"x\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 errors, the first: document:1:1 error 'account' is missing");
  }
}
