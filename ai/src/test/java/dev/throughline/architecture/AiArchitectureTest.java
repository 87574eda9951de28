package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class AiArchitectureTest {

  /** The module waits for its first class; until then the rule has nothing to say. */
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
        .allowEmptyShould(true)
        .check(new ClassFileImporter().importPackages("dev.throughline.ai"));
  }
}
