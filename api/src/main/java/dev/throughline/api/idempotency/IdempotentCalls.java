package dev.throughline.api.idempotency;

import dev.throughline.api.store.Connections;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Gives a call its effect once. The key is stored in the transaction of the effect: a call that
 * failed leaves nothing behind and can be repeated, one that took effect is answered with the
 * stored answer, and of several at the same time the others wait for the first.
 */
public final class IdempotentCalls {
  /** How long an answer is kept at least. */
  public static final Duration KEEP = Duration.ofDays(2);

  private static final String CLAIM =
      "INSERT INTO idempotent_call (principal, operation, key, fingerprint, called_at)"
          + " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
  private static final String SELECT =
      "SELECT fingerprint, answer FROM idempotent_call"
          + " WHERE principal = $1 AND operation = $2 AND key = $3";
  private static final String ANSWER =
      "UPDATE idempotent_call SET answer = $4"
          + " WHERE principal = $1 AND operation = $2 AND key = $3";

  /**
   * What the caller gets.
   *
   * @param isReplayed whether it is the answer of an earlier call
   */
  public record Answer(String text, boolean isReplayed) {}

  /**
   * Runs the effect unless the call took effect before.
   *
   * @param connection in the transaction of the effect
   * @param effect gives the answer to keep
   * @return an error {@code KEY_REUSED} when the key belongs to a call with other content
   */
  public static Mono<Answer> once(
      PostgresqlConnection connection, IdempotentCall call, Supplier<Mono<String>> effect) {
    return claim(connection, call)
        .flatMap(
            isFirst ->
                isFirst
                    ? Mono.defer(effect)
                        .flatMap(text -> keep(connection, call, text))
                        .map(text -> new Answer(text, false))
                    : stored(connection, call).map(text -> new Answer(text, true)));
  }

  private static Mono<Boolean> claim(PostgresqlConnection connection, IdempotentCall call) {
    return Connections.update(
            connection,
            CLAIM,
            call.principal(),
            call.operation(),
            call.key(),
            ByteBuffer.wrap(fingerprint(call)),
            call.at())
        .map(rows -> rows == 1);
  }

  private static Mono<String> keep(
      PostgresqlConnection connection, IdempotentCall call, String text) {
    return Connections.update(
            connection, ANSWER, call.principal(), call.operation(), call.key(), text)
        .thenReturn(text);
  }

  private static Mono<String> stored(PostgresqlConnection connection, IdempotentCall call) {
    return Connections.query(
            connection,
            1,
            row -> answer(row, call),
            SELECT,
            call.principal(),
            call.operation(),
            call.key())
        .single();
  }

  private static String answer(Readable row, IdempotentCall call) {
    ByteBuffer stored = Objects.requireNonNull(row.get(0, ByteBuffer.class));
    if (!stored.equals(ByteBuffer.wrap(fingerprint(call)))) {
      throw new ThroughlineException(
          ErrorCode.KEY_REUSED,
          "this idempotency key belongs to an earlier call with other content");
    }
    return Objects.requireNonNull(row.get(1, String.class));
  }

  /** Forgets calls from before a moment; returns how many. */
  public static Mono<Long> forget(PostgresqlConnection connection, Instant before) {
    return Connections.update(
        connection, "DELETE FROM idempotent_call WHERE called_at < $1", before);
  }

  private static byte[] fingerprint(IdempotentCall call) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(call.content().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private IdempotentCalls() {}
}
