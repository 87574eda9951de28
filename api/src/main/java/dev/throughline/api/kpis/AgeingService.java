package dev.throughline.api.kpis;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.kpis.Ageing.OfAge;
import dev.throughline.api.kpis.Ageing.OfType;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.StoredEvents;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Says how long the open exceptions of a process have waited, as of any moment.
 *
 * <p>An exception counts as its last change up to the moment (inclusive) says: whether it was open,
 * how much was at stake, and since when the discrepancy was there, which is what its age is counted
 * from. Changes are dated by the business: an exception that was found late is open since its
 * discrepancy came about, also as of a day on which nobody knew it. Everything but done and
 * resolved is open.
 */
public final class AgeingService {
  /**
   * Of log $1 and process $2, as of $3; $4: states that are open; $5: where ages begin, in days.
   */
  private static final String OPEN =
      """
      SELECT f.type,
             ($5::int[])[width_bucket(
               greatest(0, extract(epoch FROM $3::timestamptz - c.opened_at) / 86400),
               $5::int[]::numeric[])],
             c.currency, count(*), sum(c.exposure_minor)::bigint
      FROM finding f
      JOIN LATERAL (
        SELECT state, exposure_minor, currency, opened_at FROM finding_change
        WHERE finding_id = f.id AND at <= $3 ORDER BY version DESC LIMIT 1) c ON true
      WHERE f.log_id = $1 AND f.process = $2 AND c.state = ANY($4::text[])
      GROUP BY 1, 2, 3
      """;

  private static final String[] OPEN_STATES =
      FindingFilter.OPEN.states().stream().map(Enum::name).toArray(String[]::new);

  private final Connections connections;
  private final ProcessPack pack;

  public AgeingService(Connections connections, ProcessPack pack) {
    this.connections = connections;
    this.pack = pack;
  }

  /** Exceptions of one type, age and currency. */
  private record Cell(FindingType type, AgeBucket age, OpenTotal total) {}

  /**
   * Sums them up.
   *
   * @return an error {@code LOG_NOT_FOUND}
   */
  public Mono<Ageing> asOf(LogName log, Instant moment) {
    return connections
        .inTransaction(
            connection ->
                StoredEvents.logId(connection, log)
                    .flatMapMany(
                        logId ->
                            query(
                                connection,
                                1_000,
                                AgeingService::read,
                                OPEN,
                                logId,
                                pack.name(),
                                moment,
                                OPEN_STATES,
                                AgeBucket.beginnings())))
        .collectList()
        .map(
            cells ->
                new Ageing(
                    log,
                    PackVersion.of(pack),
                    moment,
                    sum(cells.stream()),
                    byAge(cells),
                    byType(cells)));
  }

  private static Cell read(Readable row) {
    Currency currency = Currency.getInstance(value(row, 2, String.class));
    Money exposure = Money.ofMinor(value(row, 4, Long.class), currency);
    return new Cell(
        new FindingType(value(row, 0, String.class)),
        AgeBucket.from(value(row, 1, Integer.class)),
        new OpenTotal(value(row, 3, Long.class), List.of(exposure)));
  }

  private static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private static OpenTotal sum(Stream<Cell> cells) {
    return OpenTotal.sum(cells.map(Cell::total).toList());
  }

  private static List<OfAge> byAge(List<Cell> cells) {
    return Stream.of(AgeBucket.values())
        .map(age -> new OfAge(age, sum(cells.stream().filter(cell -> cell.age() == age))))
        .toList();
  }

  private static List<OfType> byType(List<Cell> cells) {
    Map<FindingType, List<Cell>> types = new TreeMap<>();
    cells.forEach(cell -> types.computeIfAbsent(cell.type(), t -> new ArrayList<>()).add(cell));
    List<OfType> sums = new ArrayList<>();
    types.forEach((type, of) -> sums.add(new OfType(type, sum(of.stream()), byAge(of))));
    sums.sort(Comparator.comparing(AgeingService::money).reversed()); // stable: then by type
    return sums;
  }

  /** Amounts of several currencies cannot be compared; their numbers at least give an order. */
  private static BigDecimal money(OfType type) {
    return type.total().amounts().stream()
        .map(Money::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
