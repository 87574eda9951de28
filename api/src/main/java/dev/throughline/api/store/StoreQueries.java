package dev.throughline.api.store;

import dev.throughline.api.database.DatabaseAccess;
import dev.throughline.mining.spark.StoreAccess;

/** How Spark reads what {@link PostgresEventStore} keeps: through the views made for it. */
public final class StoreQueries {
  private static final String EVENTS =
      """
      SELECT c.case_id, c.case_hash, c.activity, c.occurred_at_micros, c.source, c.sequence,
        c.event_id, c.role, c.resource
      FROM case_event c JOIN log l ON l.id = c.log_id
      WHERE l.name = {log} AND c.leading_type = {leadingType} AND c.number <= {watermark}
      """;

  /** An attribute that changed counts with its first value: what the case was when it began. */
  private static final String CASE_ATTRIBUTES =
      """
      SELECT DISTINCT ON (a.case_hash, a.case_id, a.name)
        a.case_hash, a.case_id, a.name, a.text AS value
      FROM case_attribute a JOIN log l ON l.id = a.log_id
      WHERE l.name = {log} AND a.leading_type = {leadingType} AND a.text IS NOT NULL
      ORDER BY a.case_hash, a.case_id, a.name, a.since_micros
      """;

  /** Access as the application's user, who may read and not change. */
  public static StoreAccess access(DatabaseAccess database) {
    return new StoreAccess(
        database.jdbcUrl(),
        database.application().user(),
        database.application().password(),
        EVENTS,
        CASE_ATTRIBUTES);
  }

  private StoreQueries() {}
}
