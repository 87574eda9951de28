package dev.throughline.mining.spark;

import dev.throughline.mining.trace.TraceBlock;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of each case attribute that occur in one block. */
final class BlockAttributes implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<String, String[]> values = new TreeMap<>();

  static BlockAttributes of(TraceBlock block) {
    BlockAttributes attributes = new BlockAttributes();
    block.attributes().forEach((name, column) -> attributes.values.put(name, column.names()));
    return attributes;
  }

  /** Adds the values to those of other blocks; the empty value means that a case has none. */
  void addTo(SortedMap<String, SortedSet<String>> all) {
    values.forEach(
        (name, more) -> {
          SortedSet<String> known = all.computeIfAbsent(name, absent -> new TreeSet<>());
          known.addAll(Arrays.asList(more));
          known.remove("");
        });
  }
}
