package dev.throughline.api.bench;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.Attribute;
import dev.throughline.api.grpc.v1.CanonicalEvents;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.ObjectReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Goods receipts and what follows them, as a warehouse sends them: five object references and five
 * attributes each. The same seed and round give the same events; rounds have no event in common.
 */
public final class IngestSample {
  private static final long FIRST_SECOND = 1_767_225_600L; // 2026-01-01T00:00:00Z
  private static final String[] ACTIVITIES = {
    "Goods received", "Damage recorded", "Quality hold", "Quality released"
  };
  private static final String[] REGIONS = {"north", "south", "east", "west"};

  private final SplittableRandom random;
  private final String round;
  private long next;

  public IngestSample(long seed, int round) {
    this.random = new SplittableRandom(seed * 1_000 + round);
    this.round = "r" + round;
  }

  /** Requests of gRPC with that many events each; the last may have fewer. */
  public List<IngestRequest> requests(int events, int perRequest) {
    List<IngestRequest> requests = new ArrayList<>();
    while (events > 0) {
      CanonicalEvents.Builder some = CanonicalEvents.newBuilder();
      for (int i = Math.min(events, perRequest); i > 0; i--) {
        some.addEvents(event());
        events--;
      }
      requests.add(
          IngestRequest.newBuilder().setNumber(requests.size() + 1L).setEvents(some).build());
    }
    return requests;
  }

  /** Bodies of NDJSON with that many events each; the last may have fewer. */
  public List<byte[]> bodies(int events, int perBody) {
    List<byte[]> bodies = new ArrayList<>();
    for (IngestRequest request : requests(events, perBody)) {
      StringBuilder body = new StringBuilder();
      request.getEvents().getEventsList().forEach(event -> appendJson(body, event));
      bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    return bodies;
  }

  private Event event() {
    long number = next++;
    String region = REGIONS[random.nextInt(REGIONS.length)];
    Event.Builder event =
        Event.newBuilder()
            .setId("%s-%08d".formatted(round, number))
            .setSource("wms." + region)
            .setActivity(ACTIVITIES[random.nextInt(ACTIVITIES.length)])
            .setOccurredAt(at(number * 7, random.nextInt(1_000)))
            .setRecordedAt(at(number * 7 + 2, random.nextInt(1_000)))
            .setResource("op" + random.nextInt(400));
    object(event, "purchase order line", (4_500_000_000L + number / 9) + "/" + number % 9 * 10);
    object(event, "goods receipt", "WR-" + round + "-" + number / 3);
    object(event, "delivery note", "DN-" + random.nextInt(1_000_000));
    object(event, "SKU", "00" + random.nextInt(50_000));
    object(event, "site", "N" + random.nextInt(120));
    attribute(event, "quantity").setReal(random.nextInt(1, 500) + ".00");
    attribute(event, "unit").setText(random.nextInt(8) == 0 ? "CS" : "EA");
    attribute(event, "boxes").setWhole(random.nextInt(1, 20));
    attribute(event, "sealed").setFlag(random.nextBoolean());
    attribute(event, "note").setText("dock " + random.nextInt(40) + ", unloaded by hand");
    return event.build();
  }

  private static Timestamp.Builder at(long second, int millis) {
    return Timestamp.newBuilder().setSeconds(FIRST_SECOND + second).setNanos(millis * 1_000_000);
  }

  private static void object(Event.Builder event, String type, String id) {
    event.addObjects(ObjectReference.newBuilder().setType(type).setId(id));
  }

  private static Attribute.Builder attribute(Event.Builder event, String key) {
    return event.addAttributesBuilder().setKey(key);
  }

  /** No value of this sample needs escaping. */
  private static void appendJson(StringBuilder json, Event event) {
    json.append(
        String.format(
            Locale.ROOT,
            "{\"id\":\"%s\",\"source\":\"%s\",\"activity\":\"%s\",\"occurredAt\":\"%s\","
                + "\"recordedAt\":\"%s\",\"resource\":\"%s\",\"objects\":[",
            event.getId(),
            event.getSource(),
            event.getActivity(),
            text(event.getOccurredAt()),
            text(event.getRecordedAt()),
            event.getResource()));
    for (ObjectReference object : event.getObjectsList()) {
      json.append("{\"type\":\"").append(object.getType());
      json.append("\",\"id\":\"").append(object.getId()).append("\"},");
    }
    json.setLength(json.length() - 1);
    json.append("],\"attributes\":{");
    event.getAttributesList().forEach(attribute -> appendJson(json, attribute));
    json.setLength(json.length() - 1);
    json.append("}}\n");
  }

  private static void appendJson(StringBuilder json, Attribute attribute) {
    json.append('"').append(attribute.getKey()).append("\":");
    switch (attribute.getValueCase()) {
      case REAL -> json.append(attribute.getReal());
      case WHOLE -> json.append(attribute.getWhole());
      case FLAG -> json.append(attribute.getFlag());
      default -> json.append('"').append(attribute.getText()).append('"');
    }
    json.append(',');
  }

  private static String text(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
  }
}
