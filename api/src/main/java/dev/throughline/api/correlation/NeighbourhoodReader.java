package dev.throughline.api.correlation;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Keys;
import dev.throughline.ingest.correlate.LinkEvent;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.ingest.correlate.Neighbourhood;
import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.model.ObjectType;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers a neighbourhood's questions from the events of one log up to one number. */
final class NeighbourhoodReader {
  /** An identifier with more bytes links nothing: it is no number of a document. */
  static final int MAX_ID_BYTES = 256;

  private static final int FETCH = 5_000;
  private static final String QUANTITY = "quantity";

  /** An event that names a case with such an identifier counts as one that refers to nothing. */
  private static final String EVENTS =
      """
      SELECT e.number, CASE WHEN o.names_unlinkable THEN NULL ELSE o.types END, o.ids,
             (SELECT coalesce(a ->> 'real', a ->> 'v') FROM jsonb_array_elements(e.attributes) a
              WHERE a ->> 'k' = '%1$s' LIMIT 1)
      FROM unnest($2::bigint[]) n (number)
      JOIN event e ON e.log_id = $1 AND e.number = n.number
      CROSS JOIN LATERAL (
        SELECT array_agg(r.type) FILTER (WHERE octet_length(r.object_id) <= %2$d) AS types,
               array_agg(r.object_id) FILTER (WHERE octet_length(r.object_id) <= %2$d) AS ids,
               bool_or(r.type = $4 AND octet_length(r.object_id) > %2$d) AS names_unlinkable
        FROM event_object r
        WHERE r.log_id = $1 AND r.number = n.number AND r.type = ANY($3) AND NOT r.repeated) o
      """
          .formatted(QUANTITY, MAX_ID_BYTES);

  /** One look-up by index for each object. */
  static final String NUMBERS =
      """
      SELECT k.ordinal, ARRAY(
        SELECT o.number FROM event_object o
        WHERE o.log_id = $1 AND %s AND %s AND o.number <= $4
        ORDER BY o.number LIMIT $5)
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY k (type, object_id, ordinal)
      """
          .formatted(Keys.equal("o.type", "k.type"), Keys.equal("o.object_id", "k.object_id"));

  private final PostgresqlConnection connection;
  private final LinkRules rules;
  private final int logId;
  private final long watermark;

  NeighbourhoodReader(PostgresqlConnection connection, LinkRules rules, int logId, long watermark) {
    this.connection = connection;
    this.rules = rules;
    this.logId = logId;
    this.watermark = watermark;
  }

  /** Seeds the neighbourhood with events, and adds whatever it then wants. */
  Mono<Void> grow(Neighbourhood neighbourhood, Collection<Long> seeds) {
    return events(seeds)
        .collectList()
        .publishOn(Schedulers.parallel()) // what follows computes: not on the event loop
        .doOnNext(neighbourhood::seed)
        .then(Mono.defer(() -> complete(neighbourhood)));
  }

  private Mono<Void> complete(Neighbourhood neighbourhood) {
    Set<ObjectKey> wanted = neighbourhood.wanted();
    if (wanted.isEmpty()) {
      return Mono.empty();
    }
    return numbers(List.copyOf(wanted))
        .doOnNext(neighbourhood::found)
        .flatMapMany(found -> events(neighbourhood.missing()))
        .collectList()
        .publishOn(Schedulers.parallel())
        .doOnNext(neighbourhood::add)
        .then(Mono.defer(() -> complete(neighbourhood)));
  }

  private Mono<Map<ObjectKey, List<Long>>> numbers(List<ObjectKey> objects) {
    return query(
            connection,
            FETCH,
            row -> Map.entry(objects.get(ordinal(row)), numbers(row)),
            NUMBERS,
            logId,
            objects.stream().map(object -> object.type().value()).toArray(String[]::new),
            objects.stream().map(object -> object.id().value()).toArray(String[]::new),
            watermark,
            rules.maxEvents() + 1)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
  }

  private static int ordinal(Readable row) {
    return Math.toIntExact(Objects.requireNonNull(row.get(0, Long.class)) - 1);
  }

  /** An event that refers to the object twice is found twice. */
  private static List<Long> numbers(Readable row) {
    Long[] numbers = Objects.requireNonNull(row.get(1, Long[].class));
    return Arrays.stream(numbers).distinct().toList();
  }

  private Flux<LinkEvent> events(Collection<Long> numbers) {
    return numbers.isEmpty()
        ? Flux.empty()
        : query(
            connection,
            FETCH,
            NeighbourhoodReader::event,
            EVENTS,
            logId,
            numbers.toArray(Long[]::new),
            rules.types().stream().map(ObjectType::value).toArray(String[]::new),
            rules.leadingType().value());
  }

  private static LinkEvent event(Readable row) {
    List<ObjectKey> objects = new ArrayList<>();
    String[] types = row.get(1, String[].class);
    String[] ids = row.get(2, String[].class);
    if (types != null && ids != null) {
      for (int i = 0; i < types.length; i++) {
        objects.add(ObjectKey.of(types[i], ids[i]));
      }
    }
    long number = Objects.requireNonNull(row.get(0, Long.class));
    return new LinkEvent(number, objects, quantity(row.get(3, String.class)));
  }

  private static @Nullable BigDecimal quantity(@Nullable String text) {
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
