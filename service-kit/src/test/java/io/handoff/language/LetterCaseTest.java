package io.handoff.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import io.handoff.language.trigger.TriggerTerms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Capital letters, the Turkish ones above all; and triggers of one letter. */
class LetterCaseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kayıp    | ÜRÜN KAYIP             | true
          kayıp    | Ürün Kayıp             | true
          kayıp    | ÜRÜNÜM KAYIPTIR        | true
          kayıp    | urun kayip             | true
          kayıp    | ürünüm kayip değil mi  | false
          kırık    | EKRANI KIRIK GELDİ     | true
          kırık    | EKRANI K\u0131RIK GELDİ     | true
          iade     | İADE İSTİYORUM         | true
          iade     | IADE İSTİYORUM         | true
          iade     | ÜRÜNÜ IADE EDECEĞİM    | true
          iade     | I\u0307ADE ISTIYORUM        | true
          iade     | i\u0307ade istiyorum        | true
          iptal    | SİPARİŞİMİ İPTAL EDİN  | true
          KAYIP    | ürünüm kayıp           | true
          KAYIP    | ÜRÜN KAYIP             | true
          İADE     | iade istiyorum, ürün kötü | true
          IADE     | iade istiyorum, ürün kötü | true
          ŞIKAYET  | şikayet edeceğim       | true
          ARIZALI  | ürün arızalı geldi     | true
          sık      | SIK SIK OLUYOR         | true
          kayıp ürün | KAYIP ÜRÜN BİLDİRİMİ | true
          """)
  void shouldFindTurkishWordWhenCapitalsAreUsed(String phrase, String text, boolean found) {
    assertThat(finds(phrase, "tr", text)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "az"})
  void shouldFindWordWithDotlessIWhenTheTriggerIsOfAnotherLanguage(String language) {
    assertThat(finds("kayıp", language, "ÜRÜN KAYIP")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "invoice, INVOICE",
    "INVOICE, invoice",
    "bill, Bill",
    "IBAN, iban",
    "iban, IBAN",
    "VIP, vip",
    "vip, VIP",
    "Incident, incident",
    "kivi, KIVI",
  })
  void shouldFindEnglishWordWhenItHoldsACapitalI(String phrase, String text) {
    assertThat(finds(phrase, "en", text)).isTrue();
    assertThat(finds(phrase, "tr", text)).isTrue();
    assertThat(finds(phrase, "tr", "ÖĞRENMEK " + text)).isTrue();
  }

  @Test
  void shouldHearTurkishRequestWhenCapitalsAreUsed() {
    PersonRequestDetector detector = PersonRequestDetector.create();
    assertThat(detector.detect("CANLI TEMSİLCİYE BAĞLANMAK İSTİYORUM")).isPresent();
    assertThat(detector.detect("CANLI DESTEK")).isPresent();
    assertThat(detector.detect("MÜŞTERİ TEMSİLCİSİ İLE GÖRÜŞMEK ISTIYORUM")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0  | en | 0            | true
          0  | en | ' 0. '       | true
          0  | en | ０           | true
          0  | en | 0️⃣           | true
          0  | en | "0"!         | true
          0  | en | 10           | false
          0  | en | 0 0          | false
          0  | en | press 0      | false
          0  | en | I got 0, why | false
          退  | zh | 退           | true
          退  | zh | 退！         | true
          退  | zh | 我要退款      | false
          退  | zh | 退 退        | false
          네  | ko | 네           | true
          네  | ko | 네!          | true
          네  | ko | 네 알겠어요   | false
          네  | ko | 네네         | false
          네  | ko | 네 ㅠㅠ      | false
          x  | en | X            | true
          x  | en | x-ray        | false
          a  | en | a            | true
          a  | en | a refund     | false
          é  | fr | É            | true
          я  | ru | Я            | true
          я  | ru | я хочу       | false
          i  | tr | İ            | true
          ı  | tr | I            | true
          w  | pl | w            | true
          w  | pl | w domu       | false
          """)
  void shouldFindOneLetterWhenItIsTheWholeMessage(
      String phrase, String language, String text, boolean found) {
    assertThat(TriggerTerms.problems(new TriggerTerm("t", phrase, language))).isEmpty();
    assertThat(finds(phrase, language, text)).isEqualTo(found);
  }

  private static boolean finds(String phrase, String language, String text) {
    return TriggerMatcher.compile(List.of(new TriggerTerm("t", phrase, language)))
        .first(text)
        .isPresent();
  }
}
