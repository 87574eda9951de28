package dev.throughline.api.intake;

import com.google.protobuf.ByteString;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.QuarantinedRecord;
import dev.throughline.api.grpc.v1.SourceRecords;
import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** From requests of gRPC to what is stored, and back to responses. */
final class ProtoRecords {
  private static final int MAX_RECORDS = 10_000;

  private final Mappings mappings;
  private final ProtoEvents events;

  ProtoRecords(Mappings mappings) {
    this.mappings = mappings;
    this.events = new ProtoEvents(mappings.decoder(Mappings.CANONICAL));
  }

  /**
   * The records of a request.
   *
   * @throws ThroughlineException {@code TOO_LARGE} for too many, {@code BAD_ARGUMENT} for a mapping
   *     that is not there
   */
  Submission read(IngestRequest request) {
    return switch (request.getRecordsCase()) {
      case EVENTS -> canonical(request.getEvents().getEventsList());
      case SOURCE_RECORDS -> mapped(request.getSourceRecords());
      case RECORDS_NOT_SET -> canonical(List.of());
    };
  }

  private Submission canonical(List<Event> sent) {
    requireFew(sent.size(), "events.events");
    List<dev.throughline.model.Event> accepted = new ArrayList<>(sent.size());
    List<Rejection> rejections = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Decoded decoded = events.decode(sent.get(i), i + 1L);
      if (decoded instanceof Decoded.Accepted event) {
        accepted.add(event.event());
      } else if (decoded instanceof Decoded.Refused refused) {
        rejections.add(refused.rejection());
      }
    }
    return new Submission(Mappings.CANONICAL, accepted, rejections);
  }

  private Submission mapped(SourceRecords sent) {
    requireFew(sent.getRecordsCount(), "source_records.records");
    List<RawRecord> records = new ArrayList<>(sent.getRecordsCount());
    for (ByteString record : sent.getRecordsList()) {
      records.add(RawRecord.whole(record.toByteArray(), records.size() + 1L));
    }
    String mapping = sent.getMapping();
    return new RecordReader(mapping, mappings.decoder(mapping), false).read(records);
  }

  private static void requireFew(int records, String field) {
    if (records > MAX_RECORDS) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "a request has at most %d records, had %d".formatted(MAX_RECORDS, records),
          new Location("request", 0, field));
    }
  }

  static IngestResponse response(long number, Submission submission, Acknowledgement done) {
    IngestResponse.Builder response =
        IngestResponse.newBuilder()
            .setNumber(number)
            .setAccepted(Math.toIntExact(done.count().accepted()))
            .setDuplicate(Math.toIntExact(done.count().duplicate()))
            .setQuarantined(Math.toIntExact(done.count().quarantined()));
    for (int i = 0; i < submission.rejections().size(); i++) {
      Rejection rejection = submission.rejections().get(i);
      response.addQuarantinedRecords(
          QuarantinedRecord.newBuilder()
              .setId(done.rejectionIds().get(i))
              .setRecord(Math.toIntExact(rejection.location().line()))
              .setField(Objects.requireNonNullElse(rejection.location().field(), ""))
              .setCode(rejection.code().name())
              .setMessage(rejection.message()));
    }
    return response.build();
  }
}
