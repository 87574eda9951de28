package dev.throughline.api.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.map.record.RecordMappings;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is sent is what the mappings read, and the truth is about exactly that. */
class SimulatedRecordsTest {
  private static final Location LINE = new Location("feed.ndjson", 1, null);
  private static final Map<Feed, RecordDecoder> DECODERS = new EnumMap<>(Feed.class);

  static {
    for (Feed feed : Feed.values()) {
      DECODERS.put(feed, RecordMappings.builtIn(feed.mapping()));
    }
  }

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42, -5})
  void records_decoded_areTheEventsOfTheTruth(long seed) throws IOException {
    Simulation simulation = new Simulation(plan(seed));
    Map<String, Event> events = new HashMap<>();
    Set<String> damaged = new HashSet<>();
    for (Iterator<Sent> records = simulation.records(); records.hasNext(); ) {
      Sent sent = records.next();
      Message message = sent.sending().message();
      String key = message.source() + " " + message.eventId();
      Decoded decoded = decode(sent);
      if (sent.sending().delivery() == Delivery.DAMAGED) {
        assertThat(decoded).as(sent.text()).isInstanceOf(Decoded.Refused.class);
        damaged.add(key);
        continue;
      }
      assertThat(decoded).as(sent.text()).isInstanceOf(Decoded.Accepted.class);
      Event event = ((Decoded.Accepted) decoded).event();
      assertThat(event.source() + " " + event.id()).isEqualTo(key);
      Event before = events.put(key, event);
      if (sent.sending().delivery() == Delivery.AGAIN) {
        assertThat(before).as(key + " came again").isNotNull();
        assertThat(event.objects()).isEqualTo(before.objects());
        assertThat(event.attributes()).isEqualTo(before.attributes());
        assertThat(event.occurredAt()).isEqualTo(before.occurredAt());
      } else {
        assertThat(before).as(key + " twice").isNull();
      }
    }
    assertThat(damaged).isNotEmpty();
    checkTruth(simulation, events);
  }

  private void checkTruth(Simulation simulation, Map<String, Event> events) throws IOException {
    simulation.writeTo(directory);
    Map<String, JsonNode> cases = new HashMap<>();
    for (String line : Files.readAllLines(directory.resolve("truth-cases.ndjson"))) {
      JsonNode truth = JsonRecords.JSON.readTree(line);
      assertThat(cases.put(truth.get("case").stringValue(), truth)).isNull();
    }
    Set<String> known = new HashSet<>();
    for (String line : Files.readAllLines(directory.resolve("truth-events.ndjson"))) {
      JsonNode truth = JsonRecords.JSON.readTree(line);
      assertThat(cases).containsKey(truth.get("case").stringValue());
      assertThat(
              known.add(truth.get("source").stringValue() + " " + truth.get("event").stringValue()))
          .isTrue();
    }
    assertThat(known).isEqualTo(events.keySet());
    double caused =
        cases.values().stream().filter(truth -> !truth.get("cause").isNull()).count()
            / (double) cases.size();
    assertThat(caused).as("share of cases with a cause").isBetween(0.12, 0.23);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void records_references_areSometimesMissing(long seed) {
    Map<String, Integer> all = new HashMap<>();
    Map<String, Integer> without = new HashMap<>();
    Simulation simulation = new Simulation(plan(seed).withEvents(20_000));
    for (Iterator<Sent> records = simulation.records(); records.hasNext(); ) {
      if (decode(records.next()) instanceof Decoded.Accepted accepted) {
        Event event = accepted.event();
        List<String> types = event.objects().stream().map(object -> object.type().value()).toList();
        for (String expected : List.of("purchase order line", "purchase order", "delivery note")) {
          String key = event.activity() + " without " + expected;
          all.merge(key, 1, Integer::sum);
          without.merge(key, types.contains(expected) ? 0 : 1, Integer::sum);
        }
      }
    }
    assertShare(without, all, "Goods received without purchase order", 0.02, 0.08);
    assertShare(without, all, "Goods received without delivery note", 0.02, 0.07);
    assertShare(without, all, "Invoice received without purchase order", 0.015, 0.05);
    assertShare(without, all, "Receipt posted without purchase order line", 0.05, 0.13);
    assertShare(without, all, "Purchase order released without purchase order line", 0, 0);
    assertShare(without, all, "Invoice entered without purchase order line", 0, 0);
  }

  private static void assertShare(
      Map<String, Integer> part, Map<String, Integer> all, String key, double from, double to) {
    assertThat(part.get(key) / (double) all.get(key)).as(key).isBetween(from, to);
  }

  private static SimulationPlan plan(long seed) {
    return new SimulationPlan(seed, 10, 90, 8_000, LocalDate.of(2026, 1, 1));
  }

  private static Decoded decode(Sent sent) {
    RecordDecoder decoder = Objects.requireNonNull(DECODERS.get(sent.feed()));
    return JsonRecords.decode(decoder, sent.text(), LINE, 0);
  }
}
