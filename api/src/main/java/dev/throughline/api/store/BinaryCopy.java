package dev.throughline.api.store;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Rows in PostgreSQL's binary COPY format. Lengths stand before values, so no text needs escaping,
 * and the server parses no numbers or times. See "Binary Format" in PostgreSQL's page on COPY.
 */
final class BinaryCopy {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final long EPOCH_2000_SECONDS = 946_684_800;
  private static final int CHUNK = 1 << 16;

  private byte[] bytes = new byte[1 << 16];
  private int length;
  private long rows;

  BinaryCopy() {
    raw(HEADER);
  }

  /** Begins a row; exactly that many fields must follow. */
  BinaryCopy row(int fields) {
    rows++;
    reserve(2);
    bytes[length++] = (byte) (fields >> 8);
    bytes[length++] = (byte) fields;
    return this;
  }

  long rows() {
    return rows;
  }

  BinaryCopy integer(int value) {
    int32(4);
    int32(value);
    return this;
  }

  BinaryCopy bigint(long value) {
    int32(8);
    int64(value);
    return this;
  }

  BinaryCopy bool(boolean value) {
    int32(1);
    reserve(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  BinaryCopy timestamp(@Nullable Instant at) {
    if (at == null) {
      return absent();
    }
    long seconds = Math.subtractExact(at.getEpochSecond(), EPOCH_2000_SECONDS);
    return bigint(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), at.getNano() / 1_000));
  }

  /** Text without U+0000 and lone surrogates. */
  BinaryCopy text(@Nullable String value) {
    if (value == null) {
      return absent();
    }
    int before = length;
    int32(0);
    if (!ascii(value)) {
      length = before + 4;
      raw(value.getBytes(StandardCharsets.UTF_8));
    }
    int end = length;
    length = before;
    int32(end - before - 4);
    length = end;
    return this;
  }

  /** Valid JSON in UTF-8. */
  BinaryCopy jsonb(byte @Nullable [] json) {
    if (json == null) {
      return absent();
    }
    int32(json.length + 1);
    reserve(1);
    bytes[length++] = 1; // the version of the format
    raw(json);
    return this;
  }

  /** The whole stream, in pieces that a cancelled import need not send. Call once, at the end. */
  Flux<ByteBuf> chunks() {
    reserve(2);
    bytes[length++] = (byte) 0xFF;
    bytes[length++] = (byte) 0xFF;
    int pieces = (length + CHUNK - 1) / CHUNK;
    return Flux.range(0, pieces)
        .map(
            piece -> {
              int from = piece * CHUNK;
              return Unpooled.wrappedBuffer(bytes, from, Math.min(CHUNK, length - from));
            });
  }

  private BinaryCopy absent() {
    int32(-1);
    return this;
  }

  private boolean ascii(String value) {
    int end = value.length();
    reserve(end);
    for (int i = 0; i < end; i++) {
      char unit = value.charAt(i);
      if (unit >= 0x80) {
        return false;
      }
      bytes[length + i] = (byte) unit;
    }
    length += end;
    return true;
  }

  private void int32(int value) {
    reserve(4);
    bytes[length++] = (byte) (value >> 24);
    bytes[length++] = (byte) (value >> 16);
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) value;
  }

  private void int64(long value) {
    int32((int) (value >> 32));
    int32((int) value);
  }

  private void raw(byte[] added) {
    reserve(added.length);
    System.arraycopy(added, 0, bytes, length, added.length);
    length += added.length;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
  }
}
