package io.handoff.language.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.handoff.language.dictionary.WordForms;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharingTest {

  @Test
  void shouldBeOneObjectWhenTwoAccountsHaveTheSameEndings() {
    Endings one = Endings.of(List.of(1L, 2L), List.of(3L), List.of());
    assertThat(Endings.of(List.of(2L, 1L), List.of(3L), List.of())).isSameAs(one);
    assertThat(Endings.of(List.of(1L), List.of(3L), List.of())).isNotSameAs(one);
    assertThat(one.containsPlain(2)).isTrue();
    assertThat(one.containsBare(2)).isFalse();
  }

  @Test
  void shouldKnowFormsBothWaysWhenDictionaryShips() {
    WordForms polish = WordForms.of("pl").orElseThrow();
    assertThat(polish.formsOf("zwrot")).contains("zwrotu", "zwrotami");
    assertThat(polish.lemmasOf("zwrotami")).containsExactly("zwrot");
    assertThat(polish.restore("pieniedzy")).contains("pieniędzy");
    assertThat(polish.formsOf("zwrotami")).isEmpty();
    assertThat(WordForms.of("xx")).isEmpty();
    for (String language : List.of("en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk")) {
      assertThat(WordForms.of(language)).as(language).isPresent();
    }
  }

  @Test
  void shouldInflectByTableWhenLanguageHasNoDictionary() {
    Set<String> forms = Paradigms.of("cs").expand("faktura");
    assertThat(forms).contains("faktuře", "fakturami", "faktur").doesNotContain("nefaktura");
    assertThat(Paradigms.of("cs").expand("zrušit")).contains("nezrušil", "zruš");
    assertThat(Paradigms.of("xx").expand("word")).isEmpty();
  }

  @Test
  void shouldNameEveryDictionaryWhenLicencesAreRead() throws Exception {
    try (InputStream in =
        TriggerMatcher.class.getResourceAsStream("/io/handoff/language/LICENCES.md")) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains(
              "morfologik-polish",
              "english-pos-dict",
              "german-pos-dict",
              "french-pos-dict",
              "spanish-pos-dict",
              "portuguese-pos-dict",
              "dutch-pos-dict",
              "language-it",
              "language-ru",
              "morfologik-ukrainian-search");
    }
  }

  @Test
  void shouldStayPlainJavaWhenClassesAreChecked() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("io.handoff.language..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "org.apache.avro..", "org.springframework..", "org.slf4j..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.handoff.language"));
  }
}
