package dev.throughline.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * A COMMIT that fails is an error like any other: it has its own name, and its connection goes
 * back. It once came out wrapped, and kept the connection. One connection in the pool shows both.
 */
class CommitFailureTest {
  private TestDatabase database;
  private ConnectionPool pool;
  private Connections connections;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create();
    pool = database.newPool(1);
    connections = new Connections(pool);
    superuser("CREATE TABLE late (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    superuser("GRANT SELECT, INSERT ON late TO PUBLIC");
  }

  @AfterEach
  void close() {
    pool.dispose();
    database.close();
  }

  @Test
  void inTransaction_constraintFailsAtCommit_isThatErrorAndRollsBack() {
    assertThatThrownBy(
            () ->
                connections
                    .inTransaction(c -> insert(c).then(insert(c)).thenReturn("done"))
                    .blockLast())
        .isInstanceOf(R2dbcDataIntegrityViolationException.class)
        .hasMessageContaining("late_n_key");
    assertThat(rows()).isZero();
  }

  @Test
  void inTransaction_serverEndsTheConnectionBeforeCommit_isUnavailableAndThePoolGoesOn() {
    assertThatThrownBy(
            () ->
                connections
                    .inTransaction(c -> insert(c).then(terminate(c)).thenReturn("done"))
                    .blockLast())
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            known -> assertThat(known.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    assertThat(rows()).isZero();
  }

  private static Mono<Long> insert(PostgresqlConnection connection) {
    return Connections.update(connection, "INSERT INTO late VALUES (1)");
  }

  private Mono<Void> terminate(PostgresqlConnection connection) {
    return Connections.query(
            connection, 1, row -> row.get(0, Integer.class), "SELECT pg_backend_pid()")
        .single()
        .flatMap(
            pid ->
                Mono.fromCallable(
                    () -> {
                      superuser("SELECT pg_terminate_backend(" + pid + ", 5000)");
                      return pid;
                    }))
        .then();
  }

  private long rows() {
    return connections
        .inTransaction(
            c ->
                Connections.query(c, 1, row -> row.get(0, Long.class), "SELECT count(*) FROM late"))
        .blockLast();
  }

  private void superuser(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
