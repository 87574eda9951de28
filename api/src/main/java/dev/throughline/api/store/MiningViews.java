package dev.throughline.api.store;

import dev.throughline.api.database.Credentials;
import dev.throughline.api.database.DatabaseAccess;
import dev.throughline.mining.spark.StoreAccess;

/** What mining reads of the store: its views, cut down to one log, leading type and watermark. */
public final class MiningViews {
  private static final String EVENTS =
      """
      select case_id, case_hash, activity, occurred_at_micros, source, sequence, event_id,
        role, resource
      from case_event
      where log_id = (select id from log where name = {log})
        and leading_type = {leadingType} and number <= {watermark}""";

  /*
   * An attribute that changes over time has its latest value. case_hash comes first in the list of distinct columns, so that
   * the condition on it is checked before the rows are sorted.
   */
  private static final String CASE_ATTRIBUTES =
      """
      select distinct on (case_hash, case_id, name) case_id, case_hash, name, text as value
      from case_attribute
      where log_id = (select id from log where name = {log})
        and leading_type = {leadingType} and text is not null
      order by case_hash, case_id, name, since_micros desc""";

  private static final String LINK_REVISION =
      """
      select coalesce(sum(revision), 0)::bigint from correlation
      where log_id = (select id from log where name = {log}) and leading_type = {leadingType}""";

  private MiningViews() {}

  /** How Spark reads the store with the rights of the application. */
  public static StoreAccess of(DatabaseAccess database) {
    Credentials reader = database.application();
    return new StoreAccess(
        database.jdbcUrl(),
        reader.user(),
        reader.password(),
        EVENTS,
        CASE_ATTRIBUTES,
        LINK_REVISION);
  }
}
