package dev.throughline.api.intake;

import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the records of one request, all of one shape. */
final class RecordReader {
  /** Counts what does not say its source, when no mapping is named. */
  private static final String UNKNOWN_SOURCE = "events";

  private final String mapping;
  private final RecordDecoder decoder;
  private final boolean inEnvelopes;

  /**
   * @param inEnvelopes whether each record is the data of a CloudEvent
   */
  RecordReader(String mapping, RecordDecoder decoder, boolean inEnvelopes) {
    this.mapping = mapping;
    this.decoder = decoder;
    this.inEnvelopes = inEnvelopes;
  }

  Submission read(List<RawRecord> records) {
    List<Event> events = new ArrayList<>(records.size());
    List<Rejection> rejections = new ArrayList<>();
    for (RawRecord record : records) {
      Decoded decoded = read(record);
      if (decoded instanceof Decoded.Accepted accepted) {
        events.add(accepted.event());
      } else if (decoded instanceof Decoded.Refused refused) {
        rejections.add(refused.rejection());
      }
    }
    return new Submission(mapping, events, rejections);
  }

  private Decoded read(RawRecord record) {
    RawRecord.Defect defect = record.defect();
    if (defect != null) {
      String raw = record.text();
      return refused(defect.code(), defect.message(), record, raw);
    }
    JsonNode node;
    try {
      node = JsonRecords.JSON.readTree(record.json());
    } catch (JacksonException | NumberFormatException unreadable) {
      return refusedText(record);
    }
    return inEnvelopes ? readEnvelope(node, record) : decode(node, record, null);
  }

  private Decoded readEnvelope(JsonNode envelope, RawRecord record) {
    try {
      JsonNode data = CloudEvents.data(envelope);
      return decode(data, record, data);
    } catch (CloudEvents.BadEnvelope bad) {
      Location place = new Location(source(envelope), record.number(), bad.pointer());
      return new Decoded.Refused(
          new Rejection(bad.code(), bad.sentence(), place, envelope.toString()));
    }
  }

  /**
   * The text of a record is only made for one that is refused.
   *
   * @param data what the decoder reads, when that is not the whole record
   */
  private Decoded decode(JsonNode node, RawRecord record, @Nullable JsonNode data) {
    Location location = new Location(source(node), record.number(), null);
    Decoded decoded = decoder.decode(node, location, 0, "");
    if (decoded instanceof Decoded.Refused refused) {
      String raw = data == null ? record.text() : data.toString();
      Rejection reason = refused.rejection();
      return new Decoded.Refused(
          new Rejection(reason.code(), reason.message(), reason.location(), raw));
    }
    return decoded;
  }

  /** The source that a canonical event names, even one that is refused. */
  private String source(JsonNode node) {
    JsonNode named = mapping.isEmpty() ? node.path("source") : node.path("");
    return named.isString() && !named.stringValue().isBlank()
        ? named.stringValue()
        : unknownSource();
  }

  private String unknownSource() {
    return mapping.isEmpty() ? UNKNOWN_SOURCE : mapping;
  }

  /** Says what is wrong with bytes that are no JSON. */
  private Decoded refusedText(RawRecord record) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record.json())).toString();
    } catch (CharacterCodingException notUtf8) {
      String raw = record.text();
      return refused(ErrorCode.BAD_ENCODING, "The record is not in UTF-8", record, raw);
    }
    Location location = new Location(unknownSource(), record.number(), null);
    return JsonRecords.decode(decoder, text, location, 0);
  }

  private Decoded refused(ErrorCode code, String message, RawRecord record, String raw) {
    Location location = new Location(unknownSource(), record.number(), null);
    return new Decoded.Refused(new Rejection(code, message, location, raw));
  }
}
