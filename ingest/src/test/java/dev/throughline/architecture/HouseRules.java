package dev.throughline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The rules that hold in every module, and where its classes and sources are. */
public final class HouseRules {
  private static final Set<String> WALL_CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.util.Date.<init>");

  private HouseRules() {}

  /** The main classes of the module whose tests run. */
  public static JavaClasses moduleClasses() {
    Path classes = moduleDirectory().resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " does not exist: nothing would be checked");
    }
    return new ClassFileImporter().withImportOption(HouseRules::isOurs).importPath(classes);
  }

  /** Not what the build generates from the protos. */
  private static boolean isOurs(Location location) {
    return !location.contains("/dev/throughline/api/grpc/v1/");
  }

  /** Where the module's main sources are. */
  public static Path moduleSources() {
    return moduleDirectory().resolve("src/main/java");
  }

  private static Path moduleDirectory() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath(); // Surefire says where
  }

  /** Everything below, for the classes of one module. */
  public static void check(JavaClasses classes) {
    xmlFactories().check(classes);
    randomness().check(classes);
    nullMarked().check(classes);
  }

  static ArchRule xmlFactories() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.throughline.ingest.read.SafeXml")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "javax\\.xml\\.(stream\\.XML(Input|Output|Event)Factory"
                + "|parsers\\.(DocumentBuilder|SAXParser)Factory"
                + "|transform\\.TransformerFactory|transform\\.sax\\.SAXTransformerFactory"
                + "|validation\\.SchemaFactory|xpath\\.XPathFactory)"
                + "|com\\.ctc\\.wstx\\.stax\\..*|org\\.xml\\.sax\\.helpers\\.XMLReaderFactory")
        .because("a factory with default settings reads DOCTYPEs and fetches; SafeXml makes all");
  }

  static ArchRule randomness() {
    return noClasses()
        .should()
        .callCodeUnitWhere(
            targetIs(
                "an unseeded source of random numbers",
                target ->
                    (target.getName().equals("random")
                            && target.getOwner().isEquivalentTo(Math.class))
                        || target.getOwner().isEquivalentTo(ThreadLocalRandom.class)
                        || (target.getName().equals("<init>")
                            && target.getRawParameterTypes().isEmpty()
                            && (target.getOwner().isEquivalentTo(Random.class)
                                || target.getOwner().isEquivalentTo(SplittableRandom.class)))))
        .because("the same input and seed must give the same bytes; for secrets use SecureRandom");
  }

  static ArchRule nullMarked() {
    return classes()
        .should(
            new ArchCondition<>("reside in a package marked @NullMarked") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                String message = item.getName() + ": " + item.getPackageName() + " is not marked";
                events.add(new SimpleConditionEvent(item, marked, message));
              }
            })
        .because("the compiler only checks for null what is marked");
  }

  /** For packages whose results must not depend on when they are computed. */
  public static ArchRule noClock(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .callCodeUnitWhere(targetIs("the wall clock", HouseRules::readsTheClock))
        .because("the same input must give the same bytes at any time; pass a Clock or an Instant");
  }

  private static boolean readsTheClock(CodeUnitCallTarget target) {
    String owner = target.getOwner().getName();
    boolean hasNoArguments = target.getRawParameterTypes().isEmpty();
    boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
    boolean withClock =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    boolean named = WALL_CLOCKS.contains(owner + "." + target.getName());
    boolean date = owner.equals("java.util.Date");
    return (now && !withClock) || (named && (!date || hasNoArguments));
  }

  /** For modules in which nothing knows how it is shown as JSON. */
  public static ArchRule noJacksonAnnotations() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.annotation..", "tools.jackson..annotation..")
        .because("contract, DTO and domain are three things; DTOs stand next to their controller");
  }

  /** For modules below the one that composes the service. */
  public static ArchRule noFrameworks() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "picocli..", "io.r2dbc..")
        .because("only api knows the framework that the service runs in");
  }

  /** Whatever stands above a module in the order ingest, mining, ai, api is unknown to it. */
  public static ArchRule noModules(String... packages) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("modules know each other in one direction: ingest, mining, ai, api");
  }

  /** For calls that a rule forbids. */
  public static DescribedPredicate<JavaCall<?>> targetIs(
      String description, Predicate<CodeUnitCallTarget> predicate) {
    return DescribedPredicate.describe(
        "target is " + description, call -> predicate.test(call.getTarget()));
  }
}
