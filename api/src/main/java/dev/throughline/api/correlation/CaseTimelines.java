package dev.throughline.api.correlation;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.api.store.Keys;
import dev.throughline.api.store.StoredEvents;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Shows single cases with the evidence of their links. */
public final class CaseTimelines {
  /** More events than a person reads; a longer case is cut there. */
  static final int MAX_EVENTS = 10_000;

  /** An event that names the case belongs to it before it is correlated, too. */
  private static final String TIMELINE =
      StoredEvents.SELECT
          + """
          , l.rule, l.keys::text, l.confidence
          FROM (
            SELECT o.number FROM event_object o WHERE o.log_id = $1 AND %s AND %s
            UNION
            SELECT number FROM case_link WHERE log_id = $1 AND leading_type = $2 AND case_id = $3) n
          JOIN event e ON e.log_id = $1 AND e.number = n.number
          LEFT JOIN case_link l ON l.log_id = $1 AND l.leading_type = $2 AND l.number = n.number
            AND l.case_id = $3
          ORDER BY %s LIMIT $4
          """
              .formatted(
                  Keys.equal("o.type", "$2"), Keys.equal("o.object_id", "$3"), StoredEvents.ORDER);

  private final Connections connections;

  CaseTimelines(Connections connections) {
    this.connections = connections;
  }

  /**
   * The events of a case, the first {@value #MAX_EVENTS} of them.
   *
   * @return an error {@code LOG_NOT_FOUND}, or {@code NOT_FOUND} for a case without events
   */
  public Mono<CaseTimeline> timeline(LogName log, ObjectType leadingType, CaseId caseId) {
    return connections
        .inTransaction(
            c ->
                StoredEvents.logId(c, log)
                    .flatMapMany(
                        logId ->
                            query(
                                c,
                                1_000,
                                row -> read(row, leadingType, caseId),
                                TIMELINE,
                                logId,
                                leadingType.value(),
                                caseId.value(),
                                MAX_EVENTS)))
        .collectList()
        .filter(events -> !events.isEmpty())
        .map(events -> new CaseTimeline(log, leadingType, caseId, events))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.NOT_FOUND,
                        "the log '%s' has no %s '%s'".formatted(log, leadingType, caseId))));
  }

  private static TimelineEvent read(Readable row, ObjectType leadingType, CaseId caseId) {
    String rule = row.get(StoredEvents.COLUMNS, String.class);
    if (rule == null) {
      ObjectKey leading = new ObjectKey(leadingType, new ObjectId(caseId.value()));
      return new TimelineEvent(
          StoredEvents.read(row), LinkRules.NAMED, List.of(leading), LinkRules.NAMED_CONFIDENCE);
    }
    return new TimelineEvent(
        StoredEvents.read(row),
        rule,
        LinkJson.readKeys(Objects.requireNonNull(row.get(StoredEvents.COLUMNS + 1, String.class))),
        Objects.requireNonNull(row.get(StoredEvents.COLUMNS + 2, Double.class)));
  }
}
