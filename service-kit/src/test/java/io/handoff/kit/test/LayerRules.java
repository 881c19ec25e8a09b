package io.handoff.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * What may use what in a service: decisions are plain, topologies know no Spring, only boot does.
 */
public final class LayerRules {
  private LayerRules() {}

  /** Decisions know neither Kafka nor Avro nor Spring nor logging. */
  public static final ArchRule PLAIN_DECISIONS =
      noClasses()
          .that()
          .resideInAPackage("..decision..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "io.handoff.avro..",
              "io.handoff.schemas..",
              "io.handoff.kit.streams..",
              "io.handoff.kit.boot..",
              "org.springframework..",
              "org.slf4j..",
              "io.micrometer..")
          .because("deciding is plain Java, so that it can be tested, previewed and replayed");

  /** Decisions take time as an argument. */
  public static final ArchRule NO_CLOCK_IN_DECISIONS =
      noClasses()
          .that()
          .resideInAPackage("..decision..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .because("the same input must give the same decision");

  /** Topologies know no Spring. */
  public static final ArchRule NO_SPRING_IN_TOPOLOGIES =
      noClasses()
          .that()
          .resideInAPackage("..topology..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("a topology runs on the test driver and in preview as it runs in production");

  /** Layers point one way: boot to topology to decision. */
  public static final ArchRule ONE_DIRECTION =
      noClasses()
          .that()
          .resideInAnyPackage("..decision..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..topology..", "..boot..")
          .because("layers point from boot to topology to decision");

  /** Spring's stereotypes stand nowhere; boot constructs plain objects. */
  public static final ArchRule NO_STEREOTYPES =
      classes()
          .that()
          .resideInAPackage("io.handoff..")
          .should()
          .notBeAnnotatedWith("org.springframework.stereotype.Component")
          .andShould()
          .notBeAnnotatedWith("org.springframework.stereotype.Service")
          .because("configuration classes construct plain objects");

  /** No package needs another that needs it. */
  public static final ArchRule NO_CYCLES =
      slices()
          .matching("io.handoff.(**)")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other can only be read together");

  /** Only settings themselves and the command read files that people write. */
  public static final ArchRule SETTINGS_AS_DOCUMENTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.handoff.settings..", "io.handoff.deploy..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.handoff.settings.authoring..")
          .because("services read settings as documents and know nothing of files");

  /** All of them. */
  public static final List<ArchRule> ALL =
      List.of(
          PLAIN_DECISIONS,
          NO_CLOCK_IN_DECISIONS,
          NO_SPRING_IN_TOPOLOGIES,
          ONE_DIRECTION,
          NO_STEREOTYPES,
          NO_CYCLES,
          SETTINGS_AS_DOCUMENTS);

  /** Checks the production classes of a package. */
  public static void check(String packageName) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(packageName);
    if (classes.isEmpty()) {
      throw new AssertionError("no classes in " + packageName);
    }
    ALL.forEach(rule -> rule.allowEmptyShould(true).check(classes));
  }
}
