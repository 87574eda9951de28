package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand damaged files: no crash, no hang, no other error than a known one. */
class CsvMutationTest {
  private static final String COMMAS =
      "case:concept:name,concept:name,time:timestamp,org:resource,case:site,note\n"
          + "c1,Create,2026-01-05T10:00:00.000+01:00,Ann,N1,\"a \"\"b\"\"\nc\"\n"
          + "c1,Größe,2026-01-05 11:00:00Z,Bob,N1,\n"
          + "\"c2\",Pay,2026-01-06T10:00Z,,N2,x\n";
  private static final String SEMICOLONS =
      "Case ID;Activity;Complete Timestamp;Event ID\r\n"
          + "1;Pay;1514970540;e1\r\n"
          + "1;Close;1514970541;e2\r\n";

  @TempDir Path folder;

  @Test
  void read_damagedFiles_areReadOrRefused() throws IOException {
    assertBoth(Mutations.run(new CsvReader(), COMMAS.getBytes(UTF_8), 6000, 1, folder));
    assertBoth(Mutations.run(new CsvReader(), SEMICOLONS.getBytes(UTF_8), 2000, 10_001, folder));
    assertBoth(
        Mutations.run(
            new CsvReader(), ("\ufeff" + COMMAS).getBytes(UTF_16LE), 2000, 20_001, folder));
  }

  private static void assertBoth(Mutations.Verdicts verdicts) {
    assertThat(verdicts.read()).isPositive();
    assertThat(verdicts.refused()).isPositive();
  }
}
