package dev.throughline.mining.spark;

/**
 * How the events of the cases to be looked at are read over JDBC.
 *
 * @param url JDBC address of a PostgreSQL database
 * @param events a query whose columns are {@code case_id}, {@code activity}, {@code source}, {@code
 *     event_id}, {@code resource} (text), {@code occurred_at_micros} (microseconds since
 *     1970-01-01T00:00:00Z) and {@code sequence} (bigint), {@code link_confidence} (double
 *     precision), {@code attributes} and {@code objects} (JSON objects of texts, as text; null for
 *     none), and {@code case_hash} (from 0 to {@value StoreAccess#CASE_HASHES}, exclusive, the same
 *     for all rows of a case), with one row per event and case
 */
public record CaseEventAccess(String url, String user, String password, String events) {

  /** Without the password. */
  @Override
  public String toString() {
    return "CaseEventAccess[url=%s, user=%s]".formatted(url, user);
  }
}
