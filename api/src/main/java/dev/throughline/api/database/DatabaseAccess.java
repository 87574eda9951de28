package dev.throughline.api.database;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who may do what.
 *
 * @param sslMode how the connection is encrypted, in the words of PostgreSQL; null for the driver's
 *     default
 * @param application reads, and adds rows; cannot change or delete events
 * @param owner owns the tables and migrates them; used at start only
 */
public record DatabaseAccess(
    String host,
    int port,
    String database,
    @Nullable String sslMode,
    Credentials application,
    Credentials owner) {

  /** For JDBC readers such as Spark. Holds neither user nor password. */
  public String jdbcUrl() {
    String url = "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    return sslMode == null ? url : url + "?sslmode=" + sslMode;
  }

  /** The same server with another database. */
  public DatabaseAccess withDatabase(String other) {
    return new DatabaseAccess(host, port, other, sslMode, application, owner);
  }

  /** A source of JDBC connections, without a pool. */
  DataSource dataSource(Credentials credentials) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(credentials.user());
    source.setPassword(credentials.password());
    source.setApplicationName("throughline");
    if (sslMode != null) {
      source.setSslMode(sslMode);
    }
    return source;
  }
}
