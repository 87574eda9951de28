package dev.throughline.ingest.map.record;

import dev.throughline.model.Location;
import tools.jackson.databind.JsonNode;

/** Turns a JSON record of one shape into an event. Safe for threads. */
public interface RecordDecoder {

  /**
   * The event that the record says, or why it is refused. Never throws for a record, whatever it
   * holds.
   *
   * @param record as {@link JsonRecords#JSON} reads it: decimal numbers exact
   * @param location of the record in its input; a rejection adds the field, a JSON Pointer
   * @param sequence the record's position in its source, from 0
   * @param raw the record as it was written, for the quarantine
   */
  Decoded decode(JsonNode record, Location location, long sequence, String raw);

  /** Reads the canonical form, which {@code schema/event.schema.json} describes. */
  static RecordDecoder canonical() {
    return new CanonicalDecoder();
  }
}
