package dev.throughline.ingest.read;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts traces of the same name, so that equal events of two such traces do not get one id. Takes
 * 16 to 32 bytes per trace, whatever its name.
 */
final class XesTraceNames {
  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  // An open-addressed set of 64-bit hashes (FNV-1a, mixed). Two names with one hash would only make
  // the second one count from 1 instead of 0, the same way at every reading.
  private long[] hashes = new long[1 << 10];
  private int size;
  private final Map<String, Long> repeated = new HashMap<>();

  /** How many traces of that name were met before. */
  long meet(String name) {
    return addHash(hash(name)) ? 0 : repeated.merge(name, 1L, Math::addExact);
  }

  private boolean addHash(long hash) {
    if (size * 2 >= hashes.length) {
      grow();
    }
    int slot = slot(hash);
    if (hashes[slot] == hash) {
      return false;
    }
    hashes[slot] = hash;
    size++;
    return true;
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = hashes;
    hashes = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        hashes[slot(hash)] = hash;
      }
    }
  }

  private static long hash(String name) {
    long hash = BASIS;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
