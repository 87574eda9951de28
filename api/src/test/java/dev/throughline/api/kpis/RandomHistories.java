package dev.throughline.api.kpis;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.model.FindingState;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random lives of exceptions, stored as changes; and what was open, counted one by one. */
final class RandomHistories {
  private static final int FINDINGS = 60;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> TYPES =
      List.of("quantity-short", "price-variance", "duplicate-invoice");
  private static final List<String> CURRENCIES = List.of("EUR", "USD");

  private final long seed;
  private final List<Life> lives = new ArrayList<>();

  private record Life(String type, List<Change> changes) {}

  private record Change(
      Instant at, FindingState state, long minor, String currency, Instant openedAt) {}

  RandomHistories(long seed) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < FINDINGS; i++) {
      lives.add(new Life(TYPES.get(random.nextInt(TYPES.size())), changes(random)));
    }
  }

  /** On a grid of half days, so that moments coincide with each other and with bounds of ages. */
  private static List<Change> changes(SplittableRandom random) {
    List<Change> changes = new ArrayList<>();
    Instant at = START.plus(Duration.ofHours(12L * random.nextInt(140)));
    Instant openedAt = at;
    for (int i = 0, n = 1 + random.nextInt(6); i < n; i++) {
      FindingState state = i == 0 ? FindingState.OPEN : anyState(random);
      if (random.nextInt(4) == 0) {
        openedAt = at.minus(Duration.ofHours(12L * random.nextInt(20)));
      }
      changes.add(
          new Change(
              at,
              state,
              random.nextLong(10_000),
              CURRENCIES.get(random.nextInt(CURRENCIES.size())),
              openedAt));
      at = at.plus(Duration.ofHours(12L * random.nextInt(16)));
    }
    return changes;
  }

  private static FindingState anyState(SplittableRandom random) {
    return FindingState.values()[random.nextInt(FindingState.values().length)];
  }

  LogName log() {
    return new LogName("histories " + seed);
  }

  /** Some moments of changes, the last microsecond before them, and the last one of all. */
  List<Instant> moments(Instant last) {
    List<Instant> moments = new ArrayList<>(List.of(last, START.minusSeconds(1)));
    for (Life life : lives.subList(0, 8)) {
      Instant at = life.changes().get(life.changes().size() - 1).at();
      moments.add(at);
      moments.add(at.minusNanos(1_000));
    }
    return moments;
  }

  /** Type and bucket to what is open, as {@link OpenTotal} writes it; without empty ones. */
  Map<String, String> slow(Instant moment) {
    Map<String, List<OpenTotal>> cells = new TreeMap<>();
    for (Life life : lives) {
      Change last = null;
      for (Change change : life.changes()) {
        if (!change.at().isAfter(moment)) {
          last = change;
        }
      }
      if (last != null && last.state().isOpen()) {
        Money money = Money.ofMinor(last.minor(), Currency.getInstance(last.currency()));
        cells
            .computeIfAbsent(
                life.type() + " " + bucket(Duration.between(last.openedAt(), moment)),
                key -> new ArrayList<>())
            .add(new OpenTotal(1, List.of(money)));
      }
    }
    Map<String, String> totals = new TreeMap<>();
    cells.forEach((key, of) -> totals.put(key, OpenTotal.sum(of).toString()));
    return totals;
  }

  private static AgeBucket bucket(Duration age) {
    if (age.compareTo(Duration.ofDays(30)) >= 0) {
      return AgeBucket.OVER_30_DAYS;
    }
    long days = age.toDays();
    if (days >= 14) {
      return AgeBucket.DAYS_14_TO_30;
    }
    if (days >= 7) {
      return AgeBucket.DAYS_7_TO_14;
    }
    if (days >= 3) {
      return AgeBucket.DAYS_3_TO_7;
    }
    return days >= 1 ? AgeBucket.DAYS_1_TO_3 : AgeBucket.UNDER_1_DAY;
  }

  void store(TestDatabase database) {
    try (Connection connection = database.application()) {
      int log = insertLog(connection);
      for (int i = 0; i < lives.size(); i++) {
        insert(connection, log, lives.get(i), "case " + i);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int insertLog(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO log (name, header, imported_at) VALUES (?, '{}', now()) RETURNING id")) {
      insert.setString(1, log().value());
      return (int) first(insert);
    }
  }

  /** The finding itself says something else than its changes: only they count. */
  private static void insert(Connection connection, int log, Life life, String caseId)
      throws SQLException {
    long id;
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO finding (log_id, process, type, case_id, state, exposure_minor, currency,
              owner_role, opened_at, facts, evidence)
            VALUES (?, 'procure-to-pay', ?, ?, 'OPEN', 7, 'GBP', 'PROCUREMENT', now(), '{}', '[]')
            RETURNING id
            """)) {
      insert.setInt(1, log);
      insert.setString(2, life.type());
      insert.setString(3, caseId);
      id = first(insert);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO finding_change
              (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'test')
            """)) {
      int version = 0;
      for (Change change : life.changes()) {
        version++;
        insert.setLong(1, id);
        insert.setInt(2, version);
        insert.setObject(3, change.at().atOffset(ZoneOffset.UTC));
        insert.setString(4, change.state().name());
        insert.setLong(5, change.minor());
        insert.setString(6, change.currency());
        insert.setObject(7, change.openedAt().atOffset(ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
