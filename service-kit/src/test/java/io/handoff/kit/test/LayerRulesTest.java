package io.handoff.kit.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerRulesTest {

  static List<ArchRule> rules() {
    return LayerRules.ALL;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldBiteWhenBroken(ArchRule rule) {
    JavaClasses violations =
        new ClassFileImporter().importPackages("io.handoff.kit.test.violations");
    assertThatThrownBy(() -> rule.check(violations)).isInstanceOf(AssertionError.class);
  }
}
