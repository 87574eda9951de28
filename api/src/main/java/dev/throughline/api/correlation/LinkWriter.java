package dev.throughline.api.correlation;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.correlate.CaseLink;
import dev.throughline.ingest.correlate.Correlation;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.model.CaseId;
import dev.throughline.model.ObjectType;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes what changed, in the caller's transaction: links, orphans, the cases that have to be
 * looked at again, and how far the log is processed. What is equal is left alone, so doing it again
 * changes nothing.
 */
final class LinkWriter {
  private static final int FETCH = 5_000;

  /**
   * How far a log is correlated.
   *
   * @param processed events up to this number are linked
   */
  record Progress(long processed, long revision) {}

  private final PostgresqlConnection connection;
  private final int logId;
  private final String leadingType;

  LinkWriter(PostgresqlConnection connection, int logId, ObjectType leadingType) {
    this.connection = connection;
    this.logId = logId;
    this.leadingType = leadingType.value();
  }

  /**
   * Locks the log's progress until the transaction ends; whoever else correlates the log waits.
   *
   * @param version of the rules; with other rules than before it begins anew
   */
  Mono<Progress> lock(String version) {
    return update(
            connection,
            "INSERT INTO correlation (log_id, leading_type, rules) VALUES ($1, $2, $3)"
                + " ON CONFLICT (log_id, leading_type) DO UPDATE SET"
                + " rules = excluded.rules, processed = 0 WHERE correlation.rules <> excluded.rules",
            logId,
            leadingType,
            version)
        .then(
            query(
                    connection,
                    1,
                    row -> new Progress(number(row, 0), number(row, 1)),
                    "SELECT processed, revision FROM correlation"
                        + " WHERE log_id = $1 AND leading_type = $2 FOR UPDATE",
                    logId,
                    leadingType)
                .single());
  }

  /**
   * Replaces the links and orphans of the affected events.
   *
   * @return how many events have other links than before
   */
  Mono<Integer> write(SortedSet<Long> affected, Correlation found, long processed) {
    Long[] numbers = affected.toArray(Long[]::new);
    return links(numbers)
        .zipWith(orphans(numbers))
        .flatMap(
            old -> {
              Changes changes = new Changes(affected, found, old.getT1(), old.getT2());
              return writeLinks(changes.links)
                  .then(Mono.defer(() -> writeOrphans(changes.orphans)))
                  .then(Mono.defer(() -> markDirty(changes.cases)))
                  .then(Mono.defer(() -> advance(processed, changes.links.size())))
                  .thenReturn(changes.links.size());
            });
  }

  private Mono<SortedMap<Long, List<CaseLink>>> links(Long[] numbers) {
    return query(
            connection,
            FETCH,
            LinkWriter::link,
            "SELECT number, case_id, rule, keys::text, confidence FROM case_link"
                + " WHERE log_id = $1 AND leading_type = $2 AND number = ANY($3)"
                + " ORDER BY number, case_id",
            logId,
            leadingType,
            numbers)
        .collect(
            TreeMap::new,
            (links, link) ->
                links.computeIfAbsent(link.event(), event -> new ArrayList<>()).add(link));
  }

  static CaseLink link(Readable row) {
    return new CaseLink(
        number(row, 0),
        new CaseId(text(row, 1)),
        text(row, 2),
        LinkJson.readKeys(text(row, 3)),
        Objects.requireNonNull(row.get(4, Double.class)));
  }

  private Mono<SortedMap<Long, Orphan>> orphans(Long[] numbers) {
    return query(
            connection,
            FETCH,
            LinkWriter::orphan,
            "SELECT number, why, near_misses::text FROM orphan"
                + " WHERE log_id = $1 AND leading_type = $2 AND number = ANY($3)",
            logId,
            leadingType,
            numbers)
        .collect(TreeMap::new, (orphans, orphan) -> orphans.put(orphan.event(), orphan));
  }

  static Orphan orphan(Readable row) {
    return new Orphan(
        number(row, 0), Orphan.Why.valueOf(text(row, 1)), LinkJson.readNearMisses(text(row, 2)));
  }

  private Mono<Long> writeLinks(SortedMap<Long, List<CaseLink>> changed) {
    List<CaseLink> links = changed.values().stream().flatMap(List::stream).toList();
    return delete("case_link", changed)
        .then(
            update(
                connection,
                "INSERT INTO case_link"
                    + " (log_id, leading_type, case_id, number, rule, keys, confidence)"
                    + " SELECT $1, $2, l.case_id, l.number, l.rule, l.keys::jsonb, l.confidence"
                    + " FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::float8[])"
                    + " l (case_id, number, rule, keys, confidence)",
                logId,
                leadingType,
                texts(links, link -> link.caseId().value()),
                links.stream().map(CaseLink::event).toArray(Long[]::new),
                texts(links, CaseLink::rule),
                texts(links, link -> LinkJson.keys(link.keys())),
                links.stream().map(CaseLink::confidence).toArray(Double[]::new)));
  }

  private Mono<Long> writeOrphans(SortedMap<Long, List<Orphan>> changed) {
    List<Orphan> orphans = changed.values().stream().flatMap(List::stream).toList();
    return delete("orphan", changed)
        .then(
            update(
                connection,
                "INSERT INTO orphan (log_id, leading_type, number, why, near_misses)"
                    + " SELECT $1, $2, o.number, o.why, o.near_misses::jsonb"
                    + " FROM unnest($3::bigint[], $4::text[], $5::text[])"
                    + " o (number, why, near_misses)",
                logId,
                leadingType,
                orphans.stream().map(Orphan::event).toArray(Long[]::new),
                texts(orphans, orphan -> orphan.why().name()),
                texts(orphans, orphan -> LinkJson.nearMisses(orphan.nearMisses()))));
  }

  private Mono<Long> delete(String table, SortedMap<Long, ?> changed) {
    return update(
        connection,
        "DELETE FROM " + table + " WHERE log_id = $1 AND leading_type = $2 AND number = ANY($3)",
        logId,
        leadingType,
        changed.keySet().toArray(Long[]::new));
  }

  /** In the order of the ids: whoever else locks several cases does it in the same order. */
  private Mono<Long> markDirty(SortedSet<CaseId> cases) {
    return update(
        connection,
        "INSERT INTO dirty_case (log_id, leading_type, case_id)"
            + " SELECT $1, $2, d.id FROM unnest($3::text[]) d (id)"
            + " ON CONFLICT (log_id, leading_type, case_id) DO UPDATE SET"
            + " revision = dirty_case.revision + 1, marked_at = now()",
        logId,
        leadingType,
        cases.stream().map(CaseId::value).toArray(String[]::new));
  }

  private Mono<Long> advance(long processed, int changedLinks) {
    return update(
        connection,
        "UPDATE correlation SET processed = $3, revision = revision + $4"
            + " WHERE log_id = $1 AND leading_type = $2",
        logId,
        leadingType,
        processed,
        changedLinks > 0 ? 1 : 0);
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private static long number(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }

  /** What is not as it was: an event without links or orphan now is in the maps with none. */
  private static final class Changes {
    private final SortedMap<Long, List<CaseLink>> links = new TreeMap<>();
    private final SortedMap<Long, List<Orphan>> orphans = new TreeMap<>();
    private final SortedSet<CaseId> cases = new TreeSet<>();

    Changes(
        SortedSet<Long> affected,
        Correlation found,
        SortedMap<Long, List<CaseLink>> oldLinks,
        SortedMap<Long, Orphan> oldOrphans) {
      for (long number : affected) {
        List<CaseLink> before = oldLinks.getOrDefault(number, List.of());
        List<CaseLink> now = found.linksOf(number);
        if (!before.equals(now)) {
          links.put(number, now);
          before.forEach(link -> cases.add(link.caseId()));
          now.forEach(link -> cases.add(link.caseId()));
        }
        List<Orphan> orphanBefore = one(oldOrphans.get(number));
        List<Orphan> orphanNow = one(found.orphans().get(number));
        if (!orphanBefore.equals(orphanNow)) {
          orphans.put(number, orphanNow);
          addCases(orphanBefore);
          addCases(orphanNow);
        }
      }
    }

    private static List<Orphan> one(@Nullable Orphan orphan) {
      return orphan == null ? List.of() : List.of(orphan);
    }

    private void addCases(List<Orphan> changed) {
      changed.stream()
          .flatMap(orphan -> orphan.nearMisses().stream())
          .forEach(miss -> cases.add(miss.caseId()));
    }
  }
}
