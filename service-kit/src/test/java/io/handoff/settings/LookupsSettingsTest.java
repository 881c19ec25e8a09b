package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.LookupConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsSettingsTest {

  private static ParsedSettings parse(String lookup) {
    return new SettingsParser()
        .parse("f", "account: acme\nlookups:\n  - " + lookup + "\n", Strictness.STRICT);
  }

  @Test
  void shouldReadALookupWithItsDefaultsAndWriteItBack() {
    AccountConfig account =
        parse(
                "{ id: crm, url: 'https://crm.example.org/{customer.id}',"
                    + " headers: [{ name: X-Key, value: '${KEY}' }],"
                    + " fields: [{ name: tier, at: /a/b }] }")
            .settings()
            .orElseThrow();
    LookupConfig crm = account.lookups().byId().get("crm");
    assertThat(crm)
        .isEqualTo(
            new LookupConfig(
                "crm",
                "https://crm.example.org/{customer.id}",
                Map.of("X-Key", "${KEY}"),
                Duration.ofSeconds(5),
                Duration.ZERO,
                List.of(new LookupConfig.Given("tier", LookupConfig.Type.TEXT, "/a/b"))));
    assertThat(crm.placeholders()).containsExactly("customer.id");
    assertThat(crm.address(Map.of("customer.id", "a%2Fb")))
        .isEqualTo("https://crm.example.org/a%2Fb");
    assertThat(SettingsDocument.read(SettingsDocument.write(account))).isEqualTo(account);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: c, url: 'https://{customer.id}.example.org/', fields: []      | bad-address",
        "id: c, url: 'ftp://example.org/x', fields: []                     | bad-address",
        "id: c, url: 'https://user:pw@example.org/x', fields: []           | bad-address",
        "id: c, url: 'https://e.org/{customer.iid}', fields: []            | unknown-placeholder",
        "id: c, url: 'https://e.org/{event.to}', fields: []                | unknown-placeholder",
        "id: c.d, url: 'https://e.org/x', fields: []                       | bad-id",
        "id: c, url: 'https://e.org/x'                                     | missing",
        "id: c, url: 'https://e.org/x', timeout: 10m, fields: []           | out-of-range",
        "id: c, url: 'https://e.org/x', fields: [{ name: a, at: tier }]    | bad-value",
        "id: c, url: 'https://e.org/x', fields: [{ name: failed, at: /a }] | duplicate-id",
        "id: c, url: 'https://e.org/x', fields: [{ name: a, at: /a, type: date }] | unknown-value",
        "id: c, url: 'https://e.org/x', fields: [], headers: [{ name: 'a b', value: x }] | bad-id",
        "id: c, url: 'https://e.org/x', fields: [], headers: [{ name: a, value: '${b}' }]"
            + " | bad-placeholder",
      })
  void shouldSayWhatIsWrong(String lookup, String code) {
    assertThat(parse("{ " + lookup + " }").errors())
        .extracting(problem -> problem.code().text())
        .containsExactly(code);
  }

  @Test
  void shouldRefuseToAskWhatIsNotDeclaredAndWarnOfFieldsThatAreNeverKnown() {
    ParsedSettings parsed =
        new SettingsParser()
            .parse(
                "f",
                """
                account: acme
                rules:
                  - id: a
                    on: ticket-created
                    rules:
                      - id: r
                        when: { field: lookup.crm.tier, operator: is, value: gold }
                        then: [{ action: lookup, lookup: crm }]
                """,
                Strictness.STRICT);
    assertThat(parsed.errors())
        .extracting(Problem::message)
        .containsExactly("there is no lookup 'crm'");
    assertThat(parsed.warnings())
        .extracting(Problem::message)
        .contains("there is no lookup 'crm', so this is never known");
  }
}
