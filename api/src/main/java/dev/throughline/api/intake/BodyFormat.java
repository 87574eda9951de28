package dev.throughline.api.intake;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The ways in which a request holds records. */
enum BodyFormat {
  JSON_ARRAY,
  NDJSON,
  CLOUD_EVENT,
  CLOUD_EVENT_BATCH,
  /** The envelope is in the headers. */
  CLOUD_EVENT_BINARY;

  static final String NDJSON_TYPE = "application/x-ndjson";
  static final String CLOUD_EVENT_TYPE = "application/cloudevents+json";
  static final String CLOUD_EVENT_BATCH_TYPE = "application/cloudevents-batch+json";

  /**
   * The format that the headers announce.
   *
   * @throws ThroughlineException when headers begin a CloudEvent and do not say all of it
   */
  static BodyFormat of(HttpHeaders headers) {
    MediaType type = headers.getContentType();
    String subtype = type == null ? "json" : type.getSubtype();
    return switch (subtype) {
      case "x-ndjson" -> NDJSON;
      case "cloudevents+json" -> CLOUD_EVENT;
      case "cloudevents-batch+json" -> CLOUD_EVENT_BATCH;
      default -> CloudEvents.isBinary(headers) ? binary(headers) : JSON_ARRAY;
    };
  }

  private static BodyFormat binary(HttpHeaders headers) {
    try {
      CloudEvents.check(headers);
    } catch (CloudEvents.BadEnvelope bad) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, bad.sentence(), new Location("headers", 0, bad.pointer()), bad);
    }
    return CLOUD_EVENT_BINARY;
  }

  /** Whether each record is the data of an envelope in the body. */
  boolean hasEnvelopes() {
    return this == CLOUD_EVENT || this == CLOUD_EVENT_BATCH;
  }

  RecordCutter cutter(ThroughlineProperties.Intake limits) {
    long maxRequest = limits.maxRequest().toBytes();
    int maxRecord = Math.toIntExact(limits.maxRecord().toBytes());
    return switch (this) {
      case JSON_ARRAY, CLOUD_EVENT_BATCH -> new ArrayCutter(maxRequest, maxRecord);
      case NDJSON -> new LineCutter(maxRequest, maxRecord);
      case CLOUD_EVENT, CLOUD_EVENT_BINARY -> new WholeCutter(maxRequest, maxRecord);
    };
  }
}
