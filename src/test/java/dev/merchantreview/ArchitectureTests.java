package dev.merchantreview;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.event.ApplicationReadyEvent;

/** The shape docs/modules.md promises. Each rule was seen red on a class that breaks it. */
class ArchitectureTests {

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ServiceClasses())
          .importPackages("dev.merchantreview");

  @Test
  void modulesUseEachOtherThroughTheirRootsOnlyAndWithoutCycles() {
    ServiceModules.ALL.verify();
  }

  @Test
  void onlyTheEngineModuleKnowsCamunda() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.merchantreview.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.camunda..", "io.grpc.."));
  }

  @Test
  void onlyTheLifecycleModuleKnowsTheStateMachine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.merchantreview.lifecycle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.statemachine.."));
  }

  @Test
  void whatAStartSeesToIsAStartTask() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.merchantreview.database")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ApplicationReadyEvent.class));
  }

  @Test
  void onlyWebPackagesKnowHttp() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.merchantreview..web..",
                "dev.merchantreview.console..",
                "dev.merchantreview.engine..",
                "dev.merchantreview.outside..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.http..", "jakarta.servlet.."));
  }

  @Test
  void timeComesFromTheClockBean() {
    check(
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  @Test
  void nothingIsInjectedIntoFields() {
    check(
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired"));
  }

  private static void check(ArchRule rule) {
    rule.check(SERVICE);
  }
}
