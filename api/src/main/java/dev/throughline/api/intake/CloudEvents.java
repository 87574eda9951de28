package dev.throughline.api.intake;

import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.model.ErrorCode;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The envelope of CloudEvents 1.0, in JSON or in HTTP headers. Its data is the record; what the
 * envelope says is checked and not kept, because the record says it too.
 */
final class CloudEvents {
  private static final String VERSION = "1.0";
  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
  private static final String HEADER_PREFIX = "ce-";

  /** An envelope that is no CloudEvent, or has no data. */
  static final class BadEnvelope extends Exception {
    private final ErrorCode code;
    private final String pointer;
    private final String sentence;

    BadEnvelope(ErrorCode code, String pointer, String sentence) {
      super(sentence, null, false, false); // thrown per bad record: no stack trace
      this.code = code;
      this.pointer = pointer;
      this.sentence = sentence;
    }

    ErrorCode code() {
      return code;
    }

    String pointer() {
      return pointer;
    }

    String sentence() {
      return sentence;
    }
  }

  /** The record in an envelope of the JSON format. */
  static JsonNode data(JsonNode envelope) throws BadEnvelope {
    if (!envelope.isObject()) {
      throw new BadEnvelope(ErrorCode.MALFORMED_ROW, "", "A CloudEvent is a JSON object");
    }
    for (String name : REQUIRED) {
      JsonNode value = envelope.path(name);
      if (!value.isString() || value.stringValue().isEmpty()) {
        throw new BadEnvelope(
            ErrorCode.MISSING_FIELD,
            "/" + name,
            "A CloudEvent needs the text '%s'".formatted(name));
      }
    }
    requireVersion(envelope.path("specversion").stringValue());
    JsonNode encoded = envelope.path("data_base64");
    if (encoded.isString()) {
      return decoded(encoded.stringValue());
    }
    JsonNode data = envelope.path("data");
    if (data.isMissingNode()) {
      throw new BadEnvelope(ErrorCode.MISSING_FIELD, "/data", "The CloudEvent has no data");
    }
    return data;
  }

  private static void requireVersion(String version) throws BadEnvelope {
    if (!version.equals(VERSION)) {
      throw new BadEnvelope(
          ErrorCode.BAD_VALUE, "/specversion", "Only version 1.0 of CloudEvents is read");
    }
  }

  private static JsonNode decoded(String base64) throws BadEnvelope {
    try {
      return JsonRecords.JSON.readTree(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException | JacksonException notJson) {
      throw new BadEnvelope(ErrorCode.BAD_VALUE, "/data_base64", "The data is no JSON in base64");
    }
  }

  /** Whether the envelope is in the headers: the binary mode. */
  static boolean isBinary(HttpHeaders headers) {
    return headers.containsHeader(HEADER_PREFIX + "specversion");
  }

  /** Checks an envelope in headers. */
  static void check(HttpHeaders headers) throws BadEnvelope {
    for (String name : REQUIRED) {
      String value = headers.getFirst(HEADER_PREFIX + name);
      if (value == null || value.isEmpty()) {
        throw new BadEnvelope(
            ErrorCode.MISSING_FIELD, HEADER_PREFIX + name, "A CloudEvent needs this header");
      }
    }
    String version = headers.getFirst(HEADER_PREFIX + "specversion");
    requireVersion(version == null ? "" : version);
  }

  private CloudEvents() {}
}
