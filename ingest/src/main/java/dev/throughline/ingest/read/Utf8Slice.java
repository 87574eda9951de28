package dev.throughline.ingest.read;

import java.nio.charset.StandardCharsets;

/**
 * A run of UTF-8 bytes in somebody else's buffer: a field, without an object per field. Valid only
 * until its reader moves on; call {@link #toString} to keep it.
 */
public final class Utf8Slice {
  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int offset;
  private int length;

  public Utf8Slice set(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public Utf8Slice set(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return set(encoded, 0, encoded.length);
  }

  public Utf8Slice clear() {
    return set(NONE, 0, 0);
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** An absent field is an empty one: formats without null have no other way to say it. */
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
