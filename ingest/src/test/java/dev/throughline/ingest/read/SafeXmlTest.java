package dev.throughline.ingest.read;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SafeXmlTest {

  @Test
  void xmlFactories_areMadeInOneClassOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(SafeXml.class.getName())
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "(javax\\.xml|org\\.xml|com\\.ctc\\.wstx|org\\.codehaus\\.stax2)\\..*Factory2?")
        .because("one forgotten factory reads external entities; ask SafeXml for a parser")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.throughline"));
  }
}
