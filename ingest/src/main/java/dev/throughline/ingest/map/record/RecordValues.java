package dev.throughline.ingest.map.record;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values of one record by the names that the mapping gives them, each read once. */
final class RecordValues {
  private final JsonNode record;
  private final FieldRule[] rules;
  private final @Nullable String[] values;
  private final boolean[] read;

  RecordValues(JsonNode record, FieldRule[] rules) {
    this.record = record;
    this.rules = rules;
    this.values = new @Nullable String[rules.length];
    this.read = new boolean[rules.length];
  }

  /** Null when the record does not have it. */
  @Nullable String value(int field) throws RecordDefect {
    if (!read[field]) {
      values[field] = rules[field].read(record);
      read[field] = true;
    }
    return values[field];
  }

  String pointer(int field) {
    return rules[field].path().pointer(record);
  }
}
