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
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every store can hold. PostgreSQL's text holds neither U+0000 nor half of a surrogate pair,
 * so U+0000 becomes the visible {@code ␀} (U+2400) and a lone surrogate the replacement character
 * U+FFFD; the length stays the same. Times have whole microseconds and lie in the years 1 to 9999.
 *
 * <p>All methods return their argument itself when nothing needs to change, which is the usual
 * case.
 */
public final class Storable {
  private static final char VISIBLE_NUL = '\u2400';
  private static final char REPLACEMENT = '\uFFFD';
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  public static EventBatch of(EventBatch batch) {
    return new EventBatch(
        batch.events().stream().map(Storable::of).toList(),
        batch.objects().stream().map(Storable::of).toList(),
        batch.rejections().stream().map(Storable::of).toList());
  }

  public static Submission of(Submission submission) {
    return new Submission(
        text(submission.mapping()),
        submission.events().stream().map(Storable::of).toList(),
        submission.rejections().stream().map(Storable::of).toList());
  }

  public static ImportRequest of(ImportRequest request) {
    return new ImportRequest(
        new LogName(text(request.log().value())),
        text(request.file()),
        text(request.sha256()),
        text(request.mappingYaml()),
        of(request.header()));
  }

  public static Event of(Event event) {
    checkTime(event.occurredAt());
    if (event.recordedAt() != null) {
      checkTime(event.recordedAt());
    }
    if (isClean(event)) {
      return event;
    }
    return new Event(
        new EventId(text(event.id().value())),
        new Source(text(event.source().name())),
        event.sequence(),
        new Activity(text(event.activity().value())),
        event.occurredAt(),
        event.recordedAt(),
        textOrNull(event.resource()),
        textOrNull(event.role()),
        event.objects().stream().map(Storable::of).toList(),
        attributes(event.attributes()));
  }

  public static BusinessObject of(BusinessObject object) {
    return new BusinessObject(
        new ObjectType(text(object.type().value())),
        new ObjectId(text(object.id().value())),
        object.attributes().stream().map(Storable::of).toList(),
        object.links().stream().map(Storable::of).toList());
  }

  public static Rejection of(Rejection rejection) {
    Location place = rejection.location();
    return new Rejection(
        rejection.code(),
        text(rejection.message()),
        new Location(text(place.file()), place.line(), textOrNull(place.field())),
        text(rejection.raw()));
  }

  public static LogHeader of(LogHeader header) {
    return new LogHeader(
        textOrNull(header.version()),
        textOrNull(header.features()),
        header.extensions().stream()
            .map(e -> new LogHeader.Extension(text(e.name()), text(e.prefix()), text(e.uri())))
            .toList(),
        header.globals().stream()
            .map(global -> new LogHeader.Global(global.scope(), attributes(global.attributes())))
            .toList(),
        header.classifiers().stream()
            .map(
                classifier ->
                    new LogHeader.Classifier(
                        text(classifier.name()),
                        classifier.scope(),
                        classifier.keys().stream().map(Storable::text).toList()))
            .toList(),
        attributes(header.attributes()));
  }

  /** Whether the moment lies in the years 1 to 9999, UTC. */
  public static boolean holds(Instant at) {
    return !at.isBefore(FIRST) && !at.isAfter(LAST);
  }

  /** The text itself, or with its U+0000 and lone surrogates replaced. */
  public static String text(String text) {
    int first = firstUnstorable(text);
    if (first < 0) {
      return text;
    }
    StringBuilder changed = new StringBuilder(text);
    for (int i = first; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        changed.setCharAt(i, VISIBLE_NUL);
      } else if (Character.isSurrogate(unit)) {
        if (isPairAt(text, i)) {
          i++;
        } else {
          changed.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return changed.toString();
  }

  private static int firstUnstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        return i;
      }
      if (Character.isSurrogate(unit)) {
        if (!isPairAt(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isPairAt(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  private static void checkTime(Instant at) {
    if (!holds(at)) {
      throw new ThroughlineException(
          ErrorCode.BAD_TIMESTAMP, "a time must lie in the years 1 to 9999, was " + at);
    }
  }

  private static ObjectRef of(ObjectRef ref) {
    return isClean(ref)
        ? ref
        : new ObjectRef(
            new ObjectType(text(ref.type().value())),
            new ObjectId(text(ref.id().value())),
            textOrNull(ref.qualifier()));
  }

  private static ObjectAttribute of(ObjectAttribute attribute) {
    checkTime(attribute.since());
    return new ObjectAttribute(
        of(attribute.attribute()), attribute.since().truncatedTo(ChronoUnit.MICROS));
  }

  private static List<Attribute> attributes(List<Attribute> attributes) {
    return attributes.stream().map(Storable::of).toList();
  }

  private static Attribute of(Attribute attribute) {
    if (isClean(attribute)) {
      return attribute;
    }
    AttributeValue value = attribute.value();
    if (value instanceof AttributeValue.Text text) {
      value = new AttributeValue.Text(text(text.value()));
    } else if (value instanceof AttributeValue.Sequence sequence) {
      value = new AttributeValue.Sequence(attributes(sequence.values()));
    }
    return new Attribute(text(attribute.key()), value, attributes(attribute.children()));
  }

  private static boolean isClean(Event event) {
    return isClean(event.id().value())
        && isClean(event.source().name())
        && isClean(event.activity().value())
        && isClean(event.resource())
        && isClean(event.role())
        && event.objects().stream().allMatch(Storable::isClean)
        && event.attributes().stream().allMatch(Storable::isClean);
  }

  private static boolean isClean(ObjectRef ref) {
    return isClean(ref.type().value()) && isClean(ref.id().value()) && isClean(ref.qualifier());
  }

  private static boolean isClean(Attribute attribute) {
    AttributeValue value = attribute.value();
    if (value instanceof AttributeValue.Text text && !isClean(text.value())) {
      return false;
    }
    if (value instanceof AttributeValue.Sequence sequence
        && !sequence.values().stream().allMatch(Storable::isClean)) {
      return false;
    }
    return isClean(attribute.key()) && attribute.children().stream().allMatch(Storable::isClean);
  }

  private static boolean isClean(@Nullable String text) {
    return text == null || firstUnstorable(text) < 0;
  }

  private Storable() {}
}
