package dev.throughline.api.intake;

import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How to replay a record.
 *
 * @param record the corrected record; absent for the record as it was sent
 * @param mapping that reads it, empty for the canonical form; absent for the one that read it
 *     before
 */
record ReplayRequest(@Nullable JsonNode record, @Nullable String mapping) {
  private static final Set<String> FIELDS = Set.of("record", "mapping");
  static final ReplayRequest AS_IT_IS = new ReplayRequest(null, null);

  /**
   * Reads it as records are read, with decimal numbers as they are written.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT}
   */
  static ReplayRequest read(String json) {
    try {
      JsonNode body = JsonRecords.JSON.readTree(json);
      JsonNode mapping = body.path("mapping");
      boolean known = body.propertyNames().stream().allMatch(FIELDS::contains);
      if (body.isObject() && known && (mapping.isString() || mapping.isMissingNode())) {
        return new ReplayRequest(
            body.get("record"), mapping.isString() ? mapping.stringValue() : null);
      }
    } catch (JacksonException | NumberFormatException noJson) {
      // refused below, together with JSON of another shape
    }
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        "the body must be a JSON object with 'record', 'mapping', both or none of them");
  }

  Replays.Correction toCorrection() {
    return new Replays.Correction(record == null ? null : record.toString(), mapping);
  }
}
