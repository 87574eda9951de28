package dev.throughline.ingest.read;

import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the canonical event that OCEL has no place for, as the attributes that our own
 * export writes them to; the first two are named as in XES.
 */
public final class OcelEventFields {
  public static final String RESOURCE = "org:resource";
  public static final String ROLE = "org:role";

  /** Written only for a log with several sources; otherwise whoever imports it names the source. */
  public static final String SOURCE = "throughline:source";

  public static final String RECORDED_AT = "throughline:recordedAt";

  private static final String SEPARATOR = "/";

  private @Nullable String resource;
  private @Nullable String role;
  private @Nullable String source;
  private @Nullable Instant recordedAt;
  private final List<Attribute> others = new ArrayList<>();

  private OcelEventFields(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (!take(attribute)) {
        others.add(attribute);
      }
    }
  }

  /** The id that an event has in the file when the log has several sources. */
  public static String idInFile(Source source, EventId id) {
    return source.name() + SEPARATOR + id.value();
  }

  /** The event whose attributes in the file were these. */
  static Event event(
      String id,
      Source defaultSource,
      long sequence,
      Activity activity,
      Instant occurredAt,
      List<ObjectRef> objects,
      List<Attribute> attributes) {
    OcelEventFields fields = new OcelEventFields(attributes);
    return new Event(
        new EventId(fields.idInSource(id)),
        fields.source == null ? defaultSource : new Source(fields.source),
        sequence,
        activity,
        occurredAt,
        fields.recordedAt,
        fields.resource,
        fields.role,
        objects,
        fields.others);
  }

  private String idInSource(String id) {
    String prefix = source + SEPARATOR;
    boolean hasSource = source != null && id.startsWith(prefix);
    return hasSource && OcelAssembler.isName(id.substring(prefix.length()))
        ? id.substring(prefix.length())
        : id;
  }

  /** Whether the attribute became a field: the first usable one of its name does. */
  private boolean take(Attribute attribute) {
    if (attribute.value() instanceof AttributeValue.Text text
        && OcelAssembler.isName(text.value())) {
      return takeText(attribute.key(), text.value());
    }
    boolean taken =
        attribute.key().equals(RECORDED_AT)
            && recordedAt == null
            && attribute.value() instanceof AttributeValue.Moment;
    if (taken) {
      recordedAt = ((AttributeValue.Moment) attribute.value()).value().toInstant();
    }
    return taken;
  }

  private boolean takeText(String key, String text) {
    if (key.equals(RESOURCE) && resource == null) {
      resource = text;
    } else if (key.equals(ROLE) && role == null) {
      role = text;
    } else if (key.equals(SOURCE) && source == null) {
      source = text;
    } else {
      return false;
    }
    return true;
  }
}
