package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.write.OcelSamples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcelMutationTest {
  private static final int COUNT = 10_000;

  @TempDir Path folder;

  @Test
  void read_mutatedJson_acceptsOrRefuses() throws IOException {
    check(Mutations.run(new OcelJsonReader(), OcelSamples.json(), COUNT, 1_000_000, folder));
  }

  @Test
  void read_mutatedXml_acceptsOrRefuses() throws IOException {
    check(Mutations.run(new OcelXmlReader(), OcelSamples.xml(), COUNT, 2_000_000, folder));
  }

  /** SQLite is native code: an error in it would end the whole process. */
  @Test
  void read_mutatedSqlite_acceptsOrRefuses() throws IOException {
    check(Mutations.run(new OcelSqliteReader(), OcelSamples.sqlite(), COUNT, 3_000_000, folder));
  }

  private static void check(Mutations.Verdicts verdicts) {
    assertThat(verdicts.read()).as("%s", verdicts).isPositive();
    assertThat(verdicts.refused()).as("%s", verdicts).isPositive();
  }
}
