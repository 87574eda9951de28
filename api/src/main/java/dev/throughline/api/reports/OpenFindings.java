package dev.throughline.api.reports;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.reports.ProcessHealth.AgeTotal;
import dev.throughline.api.reports.ProcessHealth.Total;
import dev.throughline.api.reports.ProcessHealth.TypeTotal;
import dev.throughline.api.store.Connections;
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
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Sums up the findings of a process that were open at a moment, by type and by age. */
final class OpenFindings {
  /** Ages from a day on (inclusive) to the next (exclusive); the last has no end. */
  private static final List<String> AGES =
      List.of(
          "less than 1 day",
          "1 to 3 days",
          "3 to 7 days",
          "7 to 14 days",
          "14 to 30 days",
          "more than 30 days");

  /** As of $3: the last change up to then says whether a finding was open, and its exposure. */
  private static final String OPEN =
      """
      SELECT f.type,
             width_bucket(extract(epoch FROM $3::timestamptz - f.opened_at) / 86400,
                          ARRAY[1, 3, 7, 14, 30]::numeric[]),
             f.currency, count(*), sum(c.exposure_minor)::bigint
      FROM finding f
      JOIN LATERAL (
        SELECT state, exposure_minor FROM finding_change
        WHERE finding_id = f.id AND at <= $3 ORDER BY version DESC LIMIT 1) c ON true
      WHERE f.log_id = (SELECT id FROM log WHERE name = $1) AND f.process = $2
        AND c.state NOT IN ('DONE', 'RESOLVED')
      GROUP BY 1, 2, 3
      """;

  private final Connections connections;

  OpenFindings(Connections connections) {
    this.connections = connections;
  }

  /** Findings of one type, age and currency. */
  private record Cell(FindingType type, int age, Total total) {}

  /**
   * Sums.
   *
   * @param byType the most money first, then by type
   * @param byAge from the newest to the oldest; every age is there
   */
  record Sums(Total all, List<TypeTotal> byType, List<AgeTotal> byAge) {}

  Mono<Sums> asOf(LogName log, String process, Instant at) {
    return connections
        .inTransaction(
            connection ->
                query(connection, 1_000, OpenFindings::read, OPEN, log.value(), process, at))
        .collectList()
        .map(OpenFindings::sums);
  }

  private static Cell read(Readable row) {
    Currency currency = Currency.getInstance(value(row, 2, String.class));
    Money exposure = Money.ofMinor(value(row, 4, Long.class), currency);
    return new Cell(
        new FindingType(value(row, 0, String.class)),
        value(row, 1, Integer.class),
        new Total(value(row, 3, Long.class), List.of(exposure)));
  }

  private static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private static Sums sums(List<Cell> cells) {
    return new Sums(Total.sum(totals(cells)), byType(cells), byAge(cells));
  }

  private static List<Total> totals(List<Cell> cells) {
    return cells.stream().map(Cell::total).toList();
  }

  private static List<TypeTotal> byType(List<Cell> cells) {
    Map<FindingType, List<Cell>> types = new TreeMap<>();
    cells.forEach(cell -> types.computeIfAbsent(cell.type(), t -> new ArrayList<>()).add(cell));
    List<TypeTotal> sums = new ArrayList<>();
    types.forEach((type, of) -> sums.add(new TypeTotal(type, Total.sum(totals(of)))));
    sums.sort(Comparator.comparing(OpenFindings::money).reversed()); // stable: then by type
    return sums;
  }

  /** Amounts of several currencies cannot be compared; their numbers at least give an order. */
  private static BigDecimal money(TypeTotal type) {
    return type.total().amounts().stream()
        .map(Money::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<AgeTotal> byAge(List<Cell> cells) {
    return IntStream.range(0, AGES.size())
        .mapToObj(
            age ->
                new AgeTotal(
                    AGES.get(age),
                    Total.sum(totals(cells.stream().filter(cell -> cell.age() == age).toList()))))
        .toList();
  }
}
