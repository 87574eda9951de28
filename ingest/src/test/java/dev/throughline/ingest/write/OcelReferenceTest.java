package dev.throughline.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.write.OcelRoundTripTest.Format;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The standard's example log in its three formats, against what PM4Py found in it. Its XML and
 * SQLite have local times of central Europe, its JSON the same moments with offsets.
 */
@Tag("reference")
class OcelReferenceTest {
  private static final ReadOptions OPTIONS =
      ReadOptions.defaults("erp.example").withTimeZone(ZoneId.of("Europe/Berlin"));

  @TempDir Path folder;

  private static Path data() {
    Path data = Path.of(System.getProperty("reference.data", ""));
    assertThat(data.resolve("ocel")).isDirectory();
    return data;
  }

  private static JsonNode expected(String file) throws IOException {
    Path path = data().resolve("expected/ocel-ocel20_example-jsonocel").resolve(file);
    return JsonMapper.shared().readTree(Files.readString(path));
  }

  private static CollectedLog example(Format format, ReadOptions options) throws IOException {
    String ending =
        switch (format) {
          case JSON -> "jsonocel";
          case XML -> "xmlocel";
          case SQLITE -> "sqlite";
        };
    Path file = data().resolve("ocel/ocel20_example." + ending);
    CollectedLog log = CollectedLog.read(format.reader, file, options);
    assertThat(log.rejections).isEmpty();
    assertThat(log.findings.stream().filter(it -> !it.message().contains("no case"))).isEmpty();
    return log;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void read_example_hasTheOraclesCounts(Format format) throws IOException {
    CollectedLog log = example(format, OPTIONS);
    JsonNode expected = expected("ocel.json");

    assertThat(log.events).hasSize(expected.get("events").asInt());
    assertThat(log.objects).hasSize(expected.get("objects").asInt());
    assertThat(log.events.stream().mapToInt(it -> it.objects().size()).sum())
        .isEqualTo(expected.get("e2o").asInt());
    assertThat(log.objects.stream().mapToInt(it -> it.links().size()).sum())
        .isEqualTo(expected.get("o2o").asInt());
    assertThat(
            log.objects.stream()
                .flatMap(it -> it.attributes().stream())
                .filter(it -> !it.since().equals(Instant.EPOCH)))
        .hasSize(expected.get("object_changes").asInt());
    assertThat(
            log.objects.stream()
                .collect(Collectors.groupingBy(it -> it.type().value(), Collectors.counting())))
        .isEqualTo(counts(expected.get("objects_per_type")));
    assertThat(
            log.events.stream()
                .collect(Collectors.groupingBy(it -> it.activity().value(), Collectors.counting())))
        .isEqualTo(counts(expected.get("activities")));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void read_perLeadingType_flattensAsTheOracleDoes(Format format) throws IOException {
    JsonNode expected = expected("flattened_dfg.json");
    for (String type : Set.copyOf(expected.propertyNames())) {
      CollectedLog log = example(format, OPTIONS.withLeadingType(new ObjectType(type)));
      assertThat(log.events).as(type).hasSize(expected.get(type).get("events").asInt());
      assertThat(Set.copyOf(log.cases)).as(type).hasSize(expected.get(type).get("cases").asInt());
      assertThat(directlyFollows(log)).as(type).isEqualTo(edges(expected.get(type).get("dfg")));
    }
  }

  @Test
  void read_threeFormats_areEqual() throws IOException {
    CollectedLog json = example(Format.JSON, OPTIONS);
    for (Format format : Format.values()) {
      assertEqual(example(format, OPTIONS), json);
    }
    assertThat(json.events.get(0).occurredAt()).isEqualTo(Instant.parse("2022-01-09T14:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"JSON,XML", "JSON,SQLITE", "XML,JSON", "XML,SQLITE", "SQLITE,JSON", "SQLITE,XML"})
  void convert_example_losesNothing(Format from, Format to) throws IOException {
    CollectedLog log = example(from, OPTIONS);
    Path file = Files.write(folder.resolve("copy"), CollectedLog.write(to.writer, log));
    CollectedLog copy = CollectedLog.read(to.reader, file, OPTIONS);
    assertThat(copy.objects).containsExactlyInAnyOrderElementsOf(log.objects);
    assertThat(copy.events).isEqualTo(log.events);
    assertThat(copy.header).isEqualTo(log.header);
  }

  private static void assertEqual(CollectedLog actual, CollectedLog expected) {
    assertThat(actual.header).isEqualTo(expected.header);
    assertThat(actual.objects).isEqualTo(expected.objects);
    assertThat(actual.events).isEqualTo(expected.events);
  }

  private static Map<String, Long> counts(JsonNode node) {
    return node.propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().asLong()));
  }

  private static Map<String, Integer> edges(JsonNode list) {
    Map<String, Integer> edges = new TreeMap<>();
    list.forEach(
        it -> edges.put(it.get(0).asString() + ">" + it.get(1).asString(), it.get(2).asInt()));
    return edges;
  }

  private static Map<String, Integer> directlyFollows(CollectedLog log) {
    Map<String, Event> last = new TreeMap<>();
    Map<String, Integer> edges = new TreeMap<>();
    for (int i = 0; i < log.events.size(); i++) { // the example stands in order of time
      Event event = log.events.get(i);
      Event before = last.put(log.cases.get(i), event);
      if (before != null) {
        edges.merge(before.activity() + ">" + event.activity(), 1, Integer::sum);
      }
    }
    return edges;
  }
}
