package dev.throughline.mining.trace;

import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives each distinct text a number, counting from 0 in the order of first sight. Texts are
 * compared as UTF-8 bytes. O(1) expected per text. Not safe for use by many threads.
 */
final class Dictionary {
  /*
   * All texts stand one after the other in one byte array ('arena'); end[code] says where each stops. The hash table
   * holds codes + 1 with linear probing at a load of at most one half, and keeps 32 bits of every hash so that a probe
   * rarely touches the arena: at millions of case ids each touch is a cache miss.
   */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private byte[] arena = new byte[1024];
  private int[] end = new int[64];
  private int[] hashes = new int[64];
  private int[] table = new int[128];
  private int size;

  int size() {
    return size;
  }

  int encode(Utf8Slice text) {
    return encode(text.bytes(), text.offset(), text.length());
  }

  int encode(byte[] bytes, int offset, int length) {
    int hash = hash(bytes, offset, length);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      int code = table[slot] - 1;
      if (hashes[code] == hash && equalsAt(code, bytes, offset, length)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return append(bytes, offset, length, hash, slot);
  }

  String text(int code) {
    return new String(arena, start(code), end[code] - start(code), StandardCharsets.UTF_8);
  }

  String[] texts() {
    String[] texts = new String[size];
    Arrays.setAll(texts, this::text);
    return texts;
  }

  /** For each text its place in the order of code points, which is that of the UTF-8 bytes. */
  int[] ranks() {
    Integer[] codes = new Integer[size];
    Arrays.setAll(codes, code -> code);
    Arrays.sort(codes, this::compare);
    int[] ranks = new int[size];
    for (int rank = 0; rank < size; rank++) {
      ranks[codes[rank]] = rank;
    }
    return ranks;
  }

  private int compare(int left, int right) {
    return Arrays.compareUnsigned(arena, start(left), end[left], arena, start(right), end[right]);
  }

  /** All texts one after the other. */
  byte[] arena() {
    return Arrays.copyOf(arena, size == 0 ? 0 : end[size - 1]);
  }

  /** Where each text stops in {@link #arena}. */
  int[] ends() {
    return Arrays.copyOf(end, size);
  }

  private int start(int code) {
    return code == 0 ? 0 : end[code - 1];
  }

  private boolean equalsAt(int code, byte[] bytes, int offset, int length) {
    int start = start(code);
    return Arrays.equals(arena, start, end[code], bytes, offset, offset + length);
  }

  private int append(byte[] bytes, int offset, int length, int hash, int slot) {
    int start = size == 0 ? 0 : end[size - 1];
    arena = grow(arena, start, length);
    System.arraycopy(bytes, offset, arena, start, length);
    if (size == end.length) {
      end = Arrays.copyOf(end, size + (size >> 1));
      hashes = Arrays.copyOf(hashes, end.length);
    }
    end[size] = start + length;
    hashes[size] = hash;
    table[slot] = ++size;
    if (size > table.length >> 1) {
      rehash();
    }
    return size - 1;
  }

  private static byte[] grow(byte[] arena, int used, int more) {
    long needed = (long) used + more;
    if (needed <= arena.length) {
      return arena;
    }
    if (needed > Integer.MAX_VALUE - 8) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE, "the distinct names in one column take more than 2 GiB");
    }
    return Arrays.copyOf(
        arena, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, arena.length * 3L / 2)));
  }

  private void rehash() {
    int[] larger = new int[table.length << 1];
    int mask = larger.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = code + 1;
    }
    table = larger;
  }

  private static int hash(byte[] bytes, int offset, int length) {
    long hash = length * MULTIPLIER;
    int position = offset;
    int limit = offset + length;
    for (; position + 8 <= limit; position += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, position));
    }
    long rest = 0;
    for (; position < limit; position++) {
      rest = rest << 8 | (bytes[position] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long value) {
    long mixed = value * MULTIPLIER;
    return mixed ^ mixed >>> 29;
  }
}
