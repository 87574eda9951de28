package dev.throughline.mining.spark;

/**
 * How Spark reads the store. In both statements <code>{log}</code>, <code>{leadingType}</code> and
 * <code>{watermark}</code> stand for what is loaded; they are replaced by SQL expressions, and must
 * not be quoted.
 *
 * @param url JDBC address of a PostgreSQL database
 * @param events a query whose columns are {@code case_id}, {@code activity}, {@code source}, {@code
 *     event_id}, {@code role}, {@code resource} (text), {@code occurred_at_micros} (microseconds
 *     since 1970-01-01T00:00:00Z) and {@code sequence} (bigint), and {@code case_hash} (from 0 to
 *     {@value #CASE_HASHES}, exclusive, the same for all rows of a case), with one row per event
 *     and case up to the watermark
 * @param caseAttributes a query whose columns are {@code case_id}, {@code name}, {@code value}
 *     (text) and {@code case_hash}, with at most one row per case and name
 * @param linkRevision a query for one number, which changes when events come to belong to other
 *     cases than before without a higher watermark
 */
public record StoreAccess(
    String url,
    String user,
    String password,
    String events,
    String caseAttributes,
    String linkRevision) {

  /** Access to a store in which events never change their cases. */
  public StoreAccess(
      String url, String user, String password, String events, String caseAttributes) {
    this(url, user, password, events, caseAttributes, "select 0");
  }

  /** Case hashes are below this; a log is divided into at most so many partitions. */
  public static final int CASE_HASHES = 1024;

  /** Without the password. */
  @Override
  public String toString() {
    return "StoreAccess[url=%s, user=%s]".formatted(url, user);
  }
}
