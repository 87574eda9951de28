package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApiArchitectureTest {
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
  void spark_staysBehindItsPort() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .because("the miner must be able to move to a process of its own")
        .check(CLASSES);
  }

  @Test
  void controllers_doNotWait() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Controller")
        .should()
        .callCodeUnitWhere(
            HouseRules.targetIs(
                "one that waits or loses errors",
                target ->
                    target.getOwner().isAssignableTo("org.reactivestreams.Publisher")
                        && target.getName().matches("block.*|subscribe|toIterable|toStream")))
        .because("a controller runs on the few threads that serve all requests")
        .check(CLASSES);
  }
}
