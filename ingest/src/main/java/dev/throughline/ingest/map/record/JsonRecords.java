package dev.throughline.ingest.map.record;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON text. */
public final class JsonRecords {
  /**
   * Reads records: decimal numbers exact, a name twice in one object and text behind the value
   * refused, depth and length bounded. A number whose exponent has more than 32 bits throws a
   * {@link NumberFormatException}, not a {@link JacksonException}.
   */
  public static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(ReadLimits.DEFAULT.maxDepth())
                          .maxStringLength(Limits.MAX_TEXT_CHARS)
                          .maxNameLength(Limits.MAX_NAME_CHARS)
                          .maxNumberLength(Limits.MAX_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Decodes one record of JSON text, such as a line of NDJSON; text that is no JSON is refused. */
  public static Decoded decode(
      RecordDecoder decoder, String text, Location location, long sequence) {
    JsonNode record;
    try {
      record = JSON.readTree(text);
    } catch (StreamConstraintsException tooLarge) {
      return refused(ErrorCode.TOO_LARGE, "The record exceeds a limit", tooLarge, location, text);
    } catch (JacksonException noJson) {
      return refused(ErrorCode.MALFORMED_ROW, "The record is no JSON", noJson, location, text);
    } catch (NumberFormatException tooLarge) {
      return new Decoded.Refused(
          new Rejection(
              ErrorCode.BAD_VALUE, "The record has a number without end", location, text));
    }
    return decoder.decode(record, location, sequence, text);
  }

  private static Decoded refused(
      ErrorCode code, String what, JacksonException why, Location location, String text) {
    String message = what + ": " + why.getOriginalMessage();
    return new Decoded.Refused(new Rejection(code, message, location, text));
  }

  private JsonRecords() {}
}
