package dev.throughline.api.intake;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.Attribute;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.ObjectReference;
import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.store.Storable;
import dev.throughline.model.Activity;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical events of gRPC. What is wrong with one is said by the decoder of the JSON form,
 * to which an event is turned that is not plainly right: so both forms have the same rules and
 * reasons.
 */
final class ProtoEvents {
  private static final String CORRELATION = "correlation";
  private static final int MAX_DIGITS = 1_000;

  private final RecordDecoder canonical;

  ProtoEvents(RecordDecoder canonical) {
    this.canonical = canonical;
  }

  /**
   * The event, or why it is refused.
   *
   * @param number of the record in its request, from 1
   */
  Decoded decode(Event sent, long number) {
    try {
      return new Decoded.Accepted(event(sent));
    } catch (IllegalArgumentException | DateTimeException doubtful) {
      return ProtoJson.decode(sent, canonical, number);
    }
  }

  private static dev.throughline.model.Event event(Event sent) {
    requireFew(sent.getObjectsCount());
    requireFew(sent.getCorrelationIdsCount());
    requireFew(sent.getAttributesCount());
    return new dev.throughline.model.Event(
        new EventId(sent.getId()),
        new Source(sent.getSource()),
        0,
        new Activity(sent.getActivity()),
        instant(sent.hasOccurredAt(), sent.getOccurredAt()),
        sent.hasRecordedAt() ? instant(true, sent.getRecordedAt()) : null,
        name(sent.getResource()),
        name(sent.getRole()),
        objects(sent),
        attributes(sent.getAttributesList()));
  }

  private static void requireFew(int entries) {
    require(entries <= ReadLimits.DEFAULT.maxFields());
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalArgumentException(); // never shown: the JSON form's decoder says why
    }
  }

  private static Instant instant(boolean isThere, Timestamp at) {
    require(isThere && at.getNanos() >= 0 && at.getNanos() < 1_000_000_000);
    Instant instant = Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    require(Storable.holds(instant));
    return instant;
  }

  /** A name that may be absent: null for the empty text, which is protobuf's default. */
  private static @Nullable String name(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return new Activity(text).value(); // the one rule for names
  }

  private static List<ObjectRef> objects(Event sent) {
    List<ObjectRef> objects =
        new ArrayList<>(sent.getObjectsCount() + sent.getCorrelationIdsCount());
    for (ObjectReference object : sent.getObjectsList()) {
      objects.add(
          new ObjectRef(
              new ObjectType(object.getType()),
              new ObjectId(object.getId()),
              name(object.getQualifier())));
    }
    for (Map.Entry<String, String> id : sent.getCorrelationIdsMap().entrySet()) {
      objects.add(
          new ObjectRef(new ObjectType(id.getKey()), new ObjectId(id.getValue()), CORRELATION));
    }
    return objects;
  }

  private static List<dev.throughline.model.Attribute> attributes(List<Attribute> sent) {
    List<dev.throughline.model.Attribute> attributes = new ArrayList<>(sent.size());
    Set<String> keys = new HashSet<>();
    for (Attribute attribute : sent) {
      require(keys.add(attribute.getKey()));
      attributes.add(new dev.throughline.model.Attribute(attribute.getKey(), value(attribute)));
    }
    return attributes;
  }

  private static AttributeValue value(Attribute attribute) {
    return switch (attribute.getValueCase()) {
      case TEXT -> text(attribute.getText());
      case WHOLE -> new AttributeValue.Whole(attribute.getWhole());
      case REAL -> new AttributeValue.Real(decimal(attribute.getReal()));
      case FLAG -> new AttributeValue.Flag(attribute.getFlag());
      case MOMENT -> moment(attribute.getMoment());
      case VALUE_NOT_SET -> throw new IllegalArgumentException();
    };
  }

  private static AttributeValue text(String text) {
    require(text.length() <= ReadLimits.DEFAULT.maxFieldChars());
    return new AttributeValue.Text(text);
  }

  /** {@link NumberFormatException} is an {@link IllegalArgumentException}. */
  private static BigDecimal decimal(String text) {
    require(text.length() <= MAX_DIGITS);
    BigDecimal number = new BigDecimal(text);
    require(number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS);
    return number;
  }

  private static AttributeValue moment(String text) {
    OffsetDateTime moment = OffsetDateTime.parse(text);
    require(Storable.holds(moment.toInstant()));
    return new AttributeValue.Moment(moment);
  }
}
