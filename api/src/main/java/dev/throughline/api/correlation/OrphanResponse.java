package dev.throughline.api.correlation;

import dev.throughline.api.correlation.LinkedEventResponse.ObjectResponse;
import dev.throughline.ingest.correlate.NearMiss;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.model.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event that belongs to no case.
 *
 * @param system where it was recorded
 * @param nearMisses the likeliest first, at most five
 */
record OrphanResponse(
    String system,
    String event,
    String activity,
    Instant occurredAt,
    List<ObjectResponse> objects,
    Orphan.Why why,
    List<NearMissResponse> nearMisses) {

  static OrphanResponse from(OrphanEvent orphan) {
    Event event = orphan.event();
    return new OrphanResponse(
        event.source().name(),
        event.id().value(),
        event.activity().value(),
        event.occurredAt(),
        ObjectResponse.of(event),
        orphan.why(),
        orphan.nearMisses().stream().map(NearMissResponse::from).toList());
  }

  /** A case that it might belong to. */
  record NearMissResponse(
      String caseId, List<ComparisonResponse> agrees, List<ComparisonResponse> differs) {
    static NearMissResponse from(NearMiss miss) {
      return new NearMissResponse(
          miss.caseId().value(),
          miss.agrees().stream().map(ComparisonResponse::from).toList(),
          miss.differs().stream().map(ComparisonResponse::from).toList());
    }
  }

  /**
   * One thing compared.
   *
   * @param what an object type, or {@code quantity}
   * @param ofCase what the case has; empty for a document that belongs to other cases
   */
  record ComparisonResponse(String what, String ofEvent, List<String> ofCase) {
    static ComparisonResponse from(NearMiss.Comparison comparison) {
      return new ComparisonResponse(comparison.what(), comparison.ofEvent(), comparison.ofCase());
    }
  }
}
