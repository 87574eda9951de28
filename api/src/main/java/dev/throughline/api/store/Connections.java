package dev.throughline.api.store;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs work in transactions, gives connections back whatever happens, and names errors. */
public final class Connections {
  private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(5);

  private final ConnectionFactory factory;

  /**
   * @param factory a pool of the application's user
   */
  public Connections(ConnectionFactory factory) {
    this.factory = factory;
  }

  /**
   * Runs the work in one transaction: all of it is committed before completion, or none. The commit
   * is the last step of the work and not a clean-up after it, so that its failure is the work's own
   * error and is rolled back and given back like any other.
   */
  public <T> Flux<T> inTransaction(Function<PostgresqlConnection, Publisher<T>> work) {
    return Flux.usingWhen(
            acquire(),
            pooled ->
                begin(pooled)
                    .thenMany(Flux.defer(() -> work.apply(unwrap(pooled))))
                    .concatWith(Mono.defer(() -> commit(pooled))),
            Connections::close,
            (pooled, error) -> rollback(pooled),
            Connections::rollback)
        .onErrorMap(Connections::named);
  }

  /**
   * Runs one statement, which the server commits as it ends: half the round trips of a transaction.
   */
  public <T> Flux<T> inStatement(Function<PostgresqlConnection, Publisher<T>> statement) {
    return Flux.usingWhen(
            acquire(),
            pooled -> statement.apply(unwrap(pooled)),
            Connections::close,
            (pooled, error) -> rollback(pooled),
            Connections::rollback)
        .onErrorMap(Connections::named);
  }

  /**
   * A connection that goes back to the pool even when whoever asked for it cancels at the very
   * moment at which it comes: asking is never cancelled, and what nobody takes is closed.
   */
  private Mono<Connection> acquire() {
    return Mono.<Connection>create(
            asker -> Mono.from(factory.create()).subscribe(asker::success, asker::error))
        .doOnDiscard(Connection.class, unwanted -> close(unwanted).subscribe());
  }

  private static <T> Mono<T> commit(Connection pooled) {
    return unwrap(pooled).commitTransaction().then(Mono.empty());
  }

  private static Mono<Void> begin(Connection pooled) {
    return unwrap(pooled).beginTransaction();
  }

  /**
   * Sends ROLLBACK even when the driver believes that no transaction is open: a cancel can overtake
   * the answer to BEGIN, and then the connection would go back with its transaction open. A
   * connection that does not answer, because a cancel cut its conversation, is ended; the pool then
   * makes a new one.
   */
  private static Mono<Void> rollback(Connection pooled) {
    return unwrap(pooled)
        .createStatement("ROLLBACK")
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then()
        .timeout(ROLLBACK_TIMEOUT)
        .onErrorResume(unusable -> end(pooled))
        .then(close(pooled));
  }

  private static Mono<Void> end(Connection pooled) {
    return unwrap(pooled).close().timeout(ROLLBACK_TIMEOUT).onErrorComplete();
  }

  /** A connection that cannot be given back is broken: the pool drops it, the work stands. */
  private static Mono<Void> close(Connection pooled) {
    return Mono.defer(() -> Mono.from(pooled.close())).onErrorComplete();
  }

  private static PostgresqlConnection unwrap(Connection pooled) {
    if (pooled instanceof PostgresqlConnection direct) {
      return direct;
    }
    PostgresqlConnection inner =
        pooled instanceof Wrapped<?> wrapped ? wrapped.unwrap(PostgresqlConnection.class) : null;
    if (inner != null) {
      return inner;
    }
    throw new IllegalArgumentException("not a connection to PostgreSQL: " + pooled);
  }

  /** Runs a statement for its effect; parameters are {@code $1}, {@code $2} and so on. */
  public static Mono<Long> update(
      PostgresqlConnection connection, String sql, Object... parameters) {
    return bound(connection, sql, parameters)
        .flatMap(
            statement ->
                Flux.from(statement.execute())
                    .flatMap(r -> r.getRowsUpdated())
                    .reduce(0L, Long::sum));
  }

  /** Rows of a query, fetched with a cursor in portions of the size. */
  public static <T> Flux<T> query(
      PostgresqlConnection connection,
      int fetchSize,
      Function<Readable, T> mapper,
      String sql,
      Object... parameters) {
    return bound(connection, sql, parameters)
        .flatMapMany(statement -> statement.fetchSize(fetchSize).execute())
        .concatMap(result -> result.map(mapper));
  }

  private static Mono<Statement> bound(
      PostgresqlConnection connection, String sql, Object... parameters) {
    return Mono.fromSupplier(
        () -> {
          Statement statement = connection.createStatement(sql);
          for (int i = 0; i < parameters.length; i++) {
            statement.bind(i, parameters[i]);
          }
          return statement;
        });
  }

  private static Throwable named(Throwable error) {
    boolean unavailable =
        error instanceof R2dbcTransientResourceException
            || error instanceof R2dbcNonTransientResourceException
            || error instanceof R2dbcTimeoutException
            || error instanceof IOException
            || (error instanceof R2dbcException known && isServerGone(known.getSqlState()));
    return unavailable
        ? new ThroughlineException(
            ErrorCode.STORE_UNAVAILABLE, "the database does not answer", null, error)
        : error;
  }

  /** SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention, 58 system. */
  private static boolean isServerGone(@Nullable String sqlState) {
    return sqlState != null && sqlState.matches("(08|53|57|58).*");
  }
}
