package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;

/** Seeded events, objects and rejections with every type of value and hostile text. */
public final class RandomLogs {
  private static final List<String> TEXTS =
      List.of(
          "Goods received",
          "'quoted' \"twice\"",
          "back\\slash \\N \\. \\x41",
          "tab\there, line\nbreak, return\rend",
          "{\"json\":[1,2]}",
          "Übergröße 発注 \uD83D\uDE00 \uFFFD",
          " leading and trailing ",
          "null",
          "\u0001\u001F\u007F\u0085\u2028",
          "NUL \u0000 inside",
          "half \uD800 a pair, other half \uDC00");

  private final SplittableRandom random;

  public RandomLogs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A batch whose events repeat now and then, within the batch and across batches. */
  public EventBatch batch(int records) {
    List<Event> events = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      if (random.nextInt(10) == 0) {
        rejections.add(rejection(i));
      } else {
        events.add(event());
      }
    }
    return new EventBatch(events, list(3, depth -> object()), rejections);
  }

  public Event event() {
    return new Event(
        new EventId("e" + random.nextInt(400)),
        new Source(random.nextBoolean() ? "erp" : "wms.north"),
        random.nextInt(5),
        new Activity(text()),
        moment(),
        random.nextBoolean() ? null : moment(),
        random.nextBoolean() ? null : text(),
        random.nextBoolean() ? null : text(),
        list(4, depth -> reference()),
        list(4, depth -> attribute(2)));
  }

  public BusinessObject object() {
    return new BusinessObject(
        type(),
        new ObjectId("o" + random.nextInt(5)),
        list(
            3,
            depth ->
                new ObjectAttribute(attribute(1), random.nextBoolean() ? Instant.EPOCH : moment())),
        list(2, depth -> reference()));
  }

  private Rejection rejection(int line) {
    return new Rejection(
        ErrorCode.BAD_TIMESTAMP,
        text(),
        new Location("log.csv", line, random.nextBoolean() ? null : text()),
        text());
  }

  private ObjectRef reference() {
    return new ObjectRef(
        type(), new ObjectId("o" + random.nextInt(5)), random.nextBoolean() ? null : text());
  }

  private ObjectType type() {
    return random.nextBoolean() ? ObjectType.CASE : new ObjectType("purchase order");
  }

  public Attribute attribute(int depth) {
    List<Attribute> children = depth == 0 ? List.of() : list(2, d -> attribute(depth - 1));
    return new Attribute("k" + random.nextInt(6), value(depth), children);
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 8)) {
      case 0 -> new AttributeValue.Text(random.nextInt(5) == 0 ? "" : text());
      case 1 -> new AttributeValue.Whole(random.nextLong());
      case 2 ->
          new AttributeValue.Real(
              new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-40, 40)));
      case 3 -> new AttributeValue.Flag(random.nextBoolean());
      case 4 ->
          new AttributeValue.Moment(
              OffsetDateTime.ofInstant(
                  Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                  ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_800))));
      case 5 -> new AttributeValue.Identifier(new UUID(random.nextLong(), random.nextLong()));
      case 6 -> new AttributeValue.Container();
      default -> new AttributeValue.Sequence(list(3, d -> attribute(depth - 1)));
    };
  }

  private Instant moment() {
    return Instant.parse("2026-03-01T00:00:00Z").plusNanos(random.nextInt(4) * 1_000L);
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private <T> List<T> list(int bound, Function<Integer, T> element) {
    List<T> list = new ArrayList<>();
    for (int size = random.nextInt(bound); size > 0; size--) {
      list.add(element.apply(size));
    }
    return list;
  }
}
