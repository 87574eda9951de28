package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class IngestArchitectureTest {
  private static final JavaClasses CLASSES = HouseRules.moduleClasses();

  @Test
  void module_keepsTheHouseRules() {
    HouseRules.check(CLASSES);
  }

  @Test
  void sources_stayWithinTheLimits() throws IOException {
    assertThat(SourceLimits.violations(HouseRules.moduleSources())).isEmpty();
  }

  @Test
  void model_knowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("dev.throughline.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.throughline.model..")
        .because("every module speaks the model's words, and none should get a library with them")
        .check(CLASSES);
  }

  @Test
  void correlation_knowsTheModelOnly() {
    classes()
        .that()
        .resideInAPackage("dev.throughline.ingest.correlate..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "dev.throughline.model..",
            "dev.throughline.ingest.correlate..")
        .because("links are a function of events, wherever these are kept")
        .check(CLASSES);
  }

  @Test
  void ingest_knowsNoFrameworkAndNoSpark() {
    HouseRules.noFrameworks().check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .because("reading a file must not need an engine")
        .check(CLASSES);
  }

  @Test
  void ingest_knowsNoModuleAboveIt() {
    HouseRules.noModules(
            "dev.throughline.mining..", "dev.throughline.ai..", "dev.throughline.api..")
        .check(CLASSES);
  }

  @Test
  void ingest_hasNoJacksonAnnotations() {
    HouseRules.noJacksonAnnotations().check(CLASSES);
  }

  @Test
  void reading_hasNoClock() {
    HouseRules.noClock(
            "dev.throughline.model..",
            "dev.throughline.ingest.read..",
            "dev.throughline.ingest.map..",
            "dev.throughline.ingest.correlate..",
            "dev.throughline.ingest.write..")
        .check(CLASSES);
  }
}
