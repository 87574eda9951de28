package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every file of the collection of broken XES files against its verdict in {@code xes-verdicts.txt};
 * the reasons stand in {@code docs/reference/xes-verdicts.md}.
 */
@Tag("reference")
class XesVerdictReferenceTest {

  @Test
  void read_everyMalformedFile_hasItsVerdict() throws IOException {
    Path folder = Path.of(System.getProperty("reference.data"), "malformed", "xes");
    List<String> verdicts;
    try (Stream<Path> files = Files.list(folder)) {
      verdicts = files.sorted().map(XesVerdictReferenceTest::verdict).toList();
    }
    assertThat(verdicts).hasSize(71).containsExactlyElementsOf(expected());
  }

  private static List<String> expected() throws IOException {
    try (InputStream in = XesVerdictReferenceTest.class.getResourceAsStream("xes-verdicts.txt")) {
      String table = new String(in.readAllBytes(), UTF_8);
      return table.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static String verdict(Path file) {
    String name = file.getFileName().toString().replace(".xes", "");
    try {
      ReadLog log = ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
      assertThat(log.events).as(name).isEmpty();
      return name
          + " | accepted"
          + list(" | rejected ", log.rejections)
          + list(" | findings ", log.findings);
    } catch (ThroughlineException e) {
      return name + " | refused " + e.code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String list(String title, List<Rejection> remarks) {
    return remarks.isEmpty()
        ? ""
        : title
            + remarks.stream()
                .map(XesVerdictReferenceTest::place)
                .collect(Collectors.joining(", "));
  }

  private static String place(Rejection remark) {
    Location location = remark.location();
    return remark.code() + "@" + location.line() + ":" + location.field();
  }
}
