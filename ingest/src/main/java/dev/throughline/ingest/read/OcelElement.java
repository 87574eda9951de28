package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event or object as it stands in a file of any of the three formats, nothing checked yet. */
final class OcelElement {
  private static final int ENTRIES_PER_FIELD = 50;
  private static final int CHARS_PER_FIELD_CHAR = 32;
  private static final int RAW_LENGTH = 5_000;

  /** How a value was written; only JSON and SQLite tell numbers and truth values from text. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH
  }

  /**
   * An attribute's value.
   *
   * @param time from when an object's attribute has it; null when the file does not say
   */
  record Value(String name, @Nullable String time, String text, Kind kind) {}

  /** A relationship to an object. */
  record Link(String id, @Nullable String qualifier) {}

  final long line;
  @Nullable String id;
  @Nullable String type;
  @Nullable String time;
  final List<Value> values = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  private @Nullable OcelDefect defect;

  private final String file;
  private final int maxEntries;
  private final long maxChars;
  private long chars;

  OcelElement(String file, long line, ReadLimits limits) {
    this.file = file;
    this.line = line;
    this.maxEntries =
        (int) Math.min(Integer.MAX_VALUE, (long) limits.maxFields() * ENTRIES_PER_FIELD);
    this.maxChars = (long) limits.maxFieldChars() * CHARS_PER_FIELD_CHAR;
  }

  void add(Value value) {
    values.add(value);
    count(value.name().length() + (long) value.text().length());
  }

  void add(Link link) {
    links.add(link);
    count(link.id().length() + (link.qualifier() == null ? 0L : link.qualifier().length()));
  }

  /** Remembers the first thing that is wrong with the element's form. */
  void spoil(ErrorCode code, @Nullable String field, String message) {
    if (defect == null) {
      defect = new OcelDefect(code, field, message);
    }
  }

  void checkForm() throws OcelDefect {
    if (defect != null) {
      throw defect;
    }
  }

  /** The element as JSON-like text, equal for the three formats; cut when long. */
  String raw() {
    StringBuilder raw = new StringBuilder("{id: ").append(id).append(", type: ").append(type);
    if (time != null) {
      raw.append(", time: ").append(time);
    }
    for (Value value : values) {
      if (raw.length() > RAW_LENGTH) {
        break;
      }
      raw.append(", ").append(value.name());
      if (value.time() != null) {
        raw.append('@').append(value.time());
      }
      raw.append(": ").append(value.text(), 0, Math.min(RAW_LENGTH, value.text().length()));
    }
    return rawLinks(raw).append('}').toString();
  }

  private StringBuilder rawLinks(StringBuilder raw) {
    for (Link link : links) {
      if (raw.length() > RAW_LENGTH) {
        break;
      }
      raw.append(" -> ").append(link.id());
      if (link.qualifier() != null) {
        raw.append(" (").append(link.qualifier()).append(')');
      }
    }
    return raw;
  }

  private void count(long added) {
    chars += added;
    if (values.size() + links.size() > maxEntries || chars > maxChars) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "one event or object has more than %d attributes and relationships, or more than %d characters"
              .formatted(maxEntries, maxChars),
          new Location(file, line, null));
    }
  }
}
