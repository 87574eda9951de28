package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AiArchitectureTest {
  private static final JavaClasses CLASSES = HouseRules.moduleClasses();

  @Test
  void module_keepsTheHouseRules() {
    HouseRules.check(CLASSES);
    HouseRules.noFrameworks().check(CLASSES);
    HouseRules.noJacksonAnnotations().check(CLASSES);
    HouseRules.noClock("dev.throughline.ai..").check(CLASSES);
  }

  @Test
  void sources_stayWithinTheLimits() throws IOException {
    assertThat(SourceLimits.violations(HouseRules.moduleSources())).isEmpty();
  }

  @Test
  void ai_knowsTheModelAndKernelsOnly() {
    classes()
        .that()
        .resideInAPackage("dev.throughline.ai..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.throughline.api..",
            "dev.throughline.ingest..",
            "dev.throughline.mining.spark..",
            "dev.throughline.mining.map..",
            "org.apache.spark..",
            "org.springframework..")
        .because("a model advises on what kernels found; it reads no files and runs no engine")
        .check(CLASSES);
  }

  @Test
  void languageModel_isKnownToSummariesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.throughline.ai.summary..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j..")
        .because("what a language model says goes through the check of a summary, or nowhere")
        .check(CLASSES);
  }

  @Test
  void tribuo_isKnownToPredictionOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.throughline.ai.predict..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "com.oracle.labs..", "com.google.protobuf..")
        .because("model files are read in one place")
        .check(CLASSES);
  }

  /** Model files hold numbers and names; nothing of Java is ever read from them. */
  @Test
  void javaSerialization_isNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .because("reading Java objects from a file runs what the file says")
        .check(CLASSES);
  }
}
