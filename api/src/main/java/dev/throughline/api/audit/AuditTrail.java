package dev.throughline.api.audit;

import dev.throughline.api.store.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The trail in the database. The service's user can add to it and read it, nothing else. */
public final class AuditTrail {
  private static final int FETCH_SIZE = 1_000;
  private static final String SELECT = "SELECT number, entry, hash FROM audit_entry";

  private final Connections connections;

  public AuditTrail(Connections connections) {
    this.connections = connections;
  }

  /**
   * Adds an entry in the transaction of what it tells: both are there or neither is. Entries of
   * other transactions wait until this one ends, so this is the last but quick step of a
   * transaction.
   *
   * @return the number of the entry
   */
  public static Mono<Long> append(PostgresqlConnection connection, AuditEvent event) {
    return Connections.query(
            connection,
            1,
            row -> required(row, 0, Long.class),
            "SELECT append_audit_entry($1)",
            event.toEntry())
        .single();
  }

  /** All entries from a number on, in order, as one consistent state. */
  public Flux<AuditEntry> entries(long from) {
    return connections.inTransaction(
        connection ->
            Connections.query(
                connection,
                FETCH_SIZE,
                AuditTrail::entry,
                SELECT + " WHERE number >= $1 ORDER BY number",
                from));
  }

  /** Some entries before a number, the newest first. */
  public Flux<AuditEntry> latest(long before, int limit) {
    return connections.inTransaction(
        connection ->
            Connections.query(
                connection,
                FETCH_SIZE,
                AuditTrail::entry,
                SELECT + " WHERE number < $1 ORDER BY number DESC LIMIT $2",
                before,
                limit));
  }

  private static AuditEntry entry(Readable row) {
    ByteBuffer hash = required(row, 2, ByteBuffer.class);
    byte[] bytes = new byte[hash.remaining()];
    hash.get(bytes);
    return new AuditEntry(
        required(row, 0, Long.class),
        required(row, 1, String.class),
        HexFormat.of().formatHex(bytes));
  }

  private static <T> T required(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }
}
