package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.write.XesSamples;
import dev.throughline.model.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesMutationTest {
  private static final String[] ELEMENTS = {
    "trace",
    "event",
    "event",
    "string",
    "string",
    "date",
    "int",
    "float",
    "boolean",
    "id",
    "list",
    "values",
    "container",
    "extension",
    "global",
    "classifier",
    "log",
    "text"
  };
  private static final String[] NAMES = {"key", "value", "name", "prefix", "uri", "scope", "keys"};
  private static final String[] WORDS = {
    "concept:name",
    "time:timestamp",
    "identity:id",
    "org:group",
    "system",
    "event",
    "trace",
    "1",
    "2026-03-04T05:06:07Z",
    "2026-03-04T05:06:07",
    "true",
    "1e5",
    "",
    " ",
    "NaN",
    "550e8400-e29b-41d4-a716-446655440000",
    "throughline.source",
    "throughline.recordedAt"
  };

  @TempDir Path folder;

  @Test
  void read_mutatedLog_acceptsOrRefuses() throws IOException {
    byte[] good = XesSamples.EVERYTHING.getBytes(UTF_8);
    Mutations.Verdicts verdicts = Mutations.run(new XesReader(), good, 10_000, 4_000_000, folder);
    assertThat(verdicts.read()).as("%s", verdicts).isPositive();
    assertThat(verdicts.refused()).as("%s", verdicts).isPositive();
  }

  @Test
  void read_mutatedGzip_acceptsOrRefuses() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(XesSamples.EVERYTHING.getBytes(UTF_8));
    }
    Mutations.Verdicts verdicts =
        Mutations.run(new XesReader(), packed.toByteArray(), 1_000, 5_000_000, folder);
    assertThat(verdicts.refused()).as("%s", verdicts).isPositive();
  }

  /** Well-formed XML of the right words in any order: nothing is refused, no event gets lost. */
  @Test
  void read_wordsOfXesInAnyOrder_handsOverEveryEventOnce() throws IOException {
    long accepted = 0;
    for (long seed = 0; seed < 5_000; seed++) {
      StringBuilder xml = new StringBuilder("<log>");
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 6; i++) {
        element(xml, random, 0);
      }
      xml.append("</log>");
      Path file = Files.writeString(folder.resolve("words.xes"), xml);
      ReadLog log = ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
      long events = xml.toString().split("<event[ >]", -1).length - 1;
      assertThat(log.events.size() + log.rejections.size())
          .as("seed %d: %s", seed, xml)
          .isEqualTo((int) events);
      assertThat(log.events.stream().map(Event::sequence).distinct())
          .as("seed %d", seed)
          .hasSameSizeAs(log.events);
      assertThat(log.headers).as("seed %d", seed).hasSize(1);
      accepted += log.events.size();
    }
    assertThat(accepted).isPositive();
  }

  private static void element(StringBuilder xml, SplittableRandom random, int depth) {
    String name = ELEMENTS[random.nextInt(ELEMENTS.length)];
    xml.append('<').append(name);
    int start = random.nextInt(NAMES.length);
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      attribute(xml, NAMES[(start + i) % NAMES.length], WORDS[random.nextInt(WORDS.length)]);
    }
    xml.append('>');
    if (name.equals("event") && random.nextBoolean()) {
      xml.append("<string key='concept:name' value='do'/>");
      xml.append("<date key='time:timestamp' value='2026-03-04T05:06:07Z'/>");
    }
    for (int i = random.nextInt(4); i > 0 && depth < 5; i--) {
      element(xml, random, depth + 1);
    }
    xml.append("</").append(name).append('>');
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("='").append(value).append('\'');
  }
}
