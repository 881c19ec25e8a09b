package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.OutgoingMessage;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.FieldType;
import io.handoff.settings.model.TicketsConfig.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account sets about tickets, and its message templates. */
class TicketsSettingsTest {

  private static final Map<String, String> VALUES = Map.of("customer", "민지", "agent", "Anna");

  private static ParsedSettings parse(String section) {
    return new SettingsParser()
        .parse(
            "f",
            "account: a\nchannels: [{ id: c, type: sms }]\nagents: [{ id: x }]\n" + section,
            Strictness.STRICT);
  }

  private static AccountConfig complete() {
    return new SettingsParser()
        .parse("f", TestFiles.read("/settings/complete.yaml"), Strictness.STRICT)
        .settings()
        .orElseThrow();
  }

  private static MessageTemplate template(String id) {
    return Objects.requireNonNull(complete().templates().get(id));
  }

  @Test
  void shouldReadWhatHoldsForTickets() {
    TicketsConfig tickets = complete().tickets();
    assertThat(tickets.reopenWithin()).isEqualTo(Duration.ofDays(3));
    assertThat(tickets.keepClosedFor()).isEqualTo(Duration.ofDays(30));
    assertThat(tickets.departments().values())
        .containsExactly(
            new Named("billing", "billing"), new Named("claims", "Claims and refunds"));
    assertThat(tickets.categories().values())
        .containsExactly(
            new Category(
                "payment",
                "Payments",
                Map.of(
                    "refund", new Named("refund", "refund"), "card", new Named("card", "Cards"))),
            new Category("other", "other", Map.of()));
    assertThat(tickets.customFields().values())
        .extracting(CustomField::id, CustomField::type)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("order", FieldType.TEXT),
            org.assertj.core.groups.Tuple.tuple("amount", FieldType.NUMBER),
            org.assertj.core.groups.Tuple.tuple("plan", FieldType.CHOICE));
  }

  @Test
  void shouldHaveDefaultsWhereNothingIsSaid() {
    AccountConfig account = parse("").settings().orElseThrow();
    assertThat(account.tickets()).isEqualTo(SettingsDefaults.TICKETS);
    assertThat(account.templates()).isEmpty();
    assertThat(
            parse("tickets: { reopenWithin: off }")
                .settings()
                .orElseThrow()
                .tickets()
                .reopenWithin())
        .isZero();
  }

  @Test
  void shouldRenderATextInTheFirstLanguageThatItHas() {
    OutgoingMessage korean =
        template("refund").render(VALUES, List.of("ja", "ko-KR", "en")).orElseThrow();
    assertThat(korean)
        .isEqualTo(new OutgoingMessage("민지님, 환불을 시작했습니다.", List.of(), "refund", "ko"));
    assertThat(template("thanks").render(VALUES, List.of("pl")).orElseThrow())
        .isEqualTo(new OutgoingMessage("Thank you, 민지.", List.of(), "thanks", "pl"));
  }

  @Test
  void shouldRenderPartsWithATextThatSaysThemAll() {
    OutgoingMessage mixed = template("refund").render(VALUES, List.of("en-GB")).orElseThrow();
    assertThat(mixed.parts())
        .containsExactly(
            new Part.Text("Dear 민지, Anna has started your refund."),
            new Part.Image("https://acme.example/refund.png", "The way of a refund"),
            new Part.Button("Follow it", "https://acme.example/refunds", null),
            new Part.Button("Thanks", null, "Thank you!"));
    assertThat(mixed.text())
        .isEqualTo(
            """
            Dear 민지, Anna has started your refund.

            The way of a refund: https://acme.example/refund.png

            ▸ Follow it: https://acme.example/refunds

            ▸ Thanks\
            """);
  }

  @Test
  void shouldRenderNothingWhenNoLanguageFits() {
    MessageTemplate template =
        new MessageTemplate("t", "t", Map.of("ko", List.of(new Part.Text("안녕"))));
    assertThat(template.render(VALUES, List.of("en", "pl"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          templates: [{ id: t, content: "Dear {custmer}" }]             | unknown-placeholder
          templates: [{ id: t, content: { en: [{ text: "{ }" }] } }]    | bad-placeholder
          templates: [{ id: t, content: [{ button: "{x}", reply: y }] }] | unknown-placeholder
          templates: [{ id: t }]                                        | missing
          templates: [{ id: t, content: [] }]                           | bad-text
          templates: [{ id: t, content: {} }]                           | bad-text
          templates: [{ id: t, content: { kor: x } }]                   | bad-language
          templates: [{ id: t, content: [{ text: x, image: "https://a.example/b" }] }] | bad-part
          templates: [{ id: t, content: [{ text: x, url: "https://a.example/b" }] }]   | bad-part
          templates: [{ id: t, content: [{ button: x }] }]              | bad-part
          templates: [{ id: t, content: [{ image: "javascript:x()" }] }] | bad-address
          templates: [{ id: t, content: [{ image: picture.png }] }]     | bad-address
          templates: [{ id: t, content: x }, { id: t, content: y }]     | duplicate-id
          templates: [{ id: t, content: [{ img: x }] }]                 | unknown-field
          tickets: { reopenWithin: 30s }                                | out-of-range
          tickets: { keepClosedFor: 1h }                                | out-of-range
          tickets: { keepClosedFor: off }                               | bad-duration
          tickets: { departments: [a, a] }                              | duplicate-id
          tickets: { departments: ["a, b"] }                            | bad-id
          tickets: { categories: [{ id: a, subCategories: [b, b] }] }   | duplicate-id
          tickets: { customFields: [{ id: a, type: money }] }           | unknown-value
          tickets: { customFields: [{ id: a, type: choice }] }          | missing
          """)
  void shouldSayWhatIsWrong(String section, String code) {
    assertThat(parse(section).errors())
        .extracting(problem -> problem.code().text())
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "TEXT,anything,anything",
        "NUMBER,012.50,12.5",
        "NUMBER,-0.0,0",
        "NUMBER,1e9,-",
        "NUMBER,twelve,-",
        "BOOLEAN,True,true",
        "BOOLEAN,yes,-",
        "DATE,2026-02-28,2026-02-28",
        "DATE,2026-02-30,-",
        "DATE,28.2.2026,-",
        "CHOICE,pro,pro",
        "CHOICE,Pro,-"
      })
  void shouldTakeOnlyValuesOfTheFieldsType(FieldType type, String value, String normal) {
    List<String> choices = type == FieldType.CHOICE ? List.of("basic", "pro") : List.of();
    assertThat(new CustomField("f", "f", type, choices).normal(value)).isEqualTo(normal);
  }
}
