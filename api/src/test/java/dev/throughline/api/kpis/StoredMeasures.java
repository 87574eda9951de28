package dev.throughline.api.kpis;

import dev.throughline.api.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts KPIs of cases into a database as the service keeps them. */
public final class StoredMeasures {

  /** One KPI in one case. */
  public record Measure(
      String kpi,
      String caseId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean met) {

    /** Of texts, empty for what is not known. */
    public static Measure of(String kpi, String caseId, String from, String to, Boolean met) {
      return new Measure(kpi, caseId, instant(from), instant(to), to.isEmpty() ? null : met);
    }

    private static @Nullable Instant instant(String text) {
      return text.isEmpty() ? null : Instant.parse(text);
    }
  }

  /** Measures of a log that exists. */
  public static void store(TestDatabase database, String log, List<Measure> measures) {
    try (Connection connection = database.application();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO case_measure (log_id, process, case_id, kpi, from_at, to_at, met)
                SELECT id, 'procure-to-pay', ?, ?, ?, ?, ? FROM log WHERE name = ?
                """)) {
      for (Measure measure : measures) {
        insert.setString(1, measure.caseId());
        insert.setString(2, measure.kpi());
        insert.setObject(
            3, measure.from() == null ? null : measure.from().atOffset(ZoneOffset.UTC));
        insert.setObject(4, measure.to() == null ? null : measure.to().atOffset(ZoneOffset.UTC));
        insert.setObject(5, measure.met());
        insert.setString(6, log);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private StoredMeasures() {}
}
