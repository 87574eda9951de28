package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MiningArchitectureTest {
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
  void spark_staysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.throughline.mining.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .because(
            "everything else must run without an engine: in a test, in a request, in a command")
        .check(CLASSES);
  }

  @Test
  void kernels_knowTheModelAndWhatReadersHandOut() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.throughline.mining.trace..",
            "dev.throughline.mining.discovery..",
            "dev.throughline.mining.performance..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "dev.throughline.model..",
            "dev.throughline.ingest.read..",
            "dev.throughline.mining.trace..",
            "dev.throughline.mining.discovery..",
            "dev.throughline.mining.performance..")
        .because("one kernel serves every engine, so it knows neither Spark nor Spring nor Jackson")
        .check(CLASSES);
  }

  @Test
  void engine_knowsKernelsAndReadersOnly() {
    classes()
        .that()
        .resideInAPackage("dev.throughline.mining.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "dev.throughline.model..",
            "dev.throughline.ingest.read..",
            "dev.throughline.ingest.quarantine..",
            "dev.throughline.mining.engine..",
            "dev.throughline.mining.trace..",
            "dev.throughline.mining.discovery..",
            "dev.throughline.mining.performance..")
        .because("the port and the local engine must not depend on another engine or a framework")
        .check(CLASSES);
  }

  @Test
  void results_doNotDependOnTheTime() {
    HouseRules.noClock("dev.throughline.mining..").check(CLASSES);
  }

  @Test
  void mining_knowsNoFrameworkAndNoModuleAboveIt() {
    HouseRules.noFrameworks().check(CLASSES);
    HouseRules.noModules("dev.throughline.ai..", "dev.throughline.api..").check(CLASSES);
  }

  @Test
  void mining_hasNoJacksonAnnotations() {
    HouseRules.noJacksonAnnotations().check(CLASSES);
  }
}
