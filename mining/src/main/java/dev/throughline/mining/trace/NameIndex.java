package dev.throughline.mining.trace;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kernel's own numbering of names, because each block has another one. Numbers count from 0 in
 * the order of first sight, so results must be sorted by name.
 */
public final class NameIndex implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] names = new String[16];
  private transient String @Nullable [] lastNames;
  private transient int[] lastTranslation = {};

  public int size() {
    return numbers.size();
  }

  public String name(int number) {
    return names[number];
  }

  /** The number of a name, new or known. */
  public int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number == names.length) {
      names = Arrays.copyOf(names, number * 2);
    }
    names[number] = name;
    numbers.put(name, number);
    return number;
  }

  /** For each of a block's codes the number here. O(1) when asked again for the same array. */
  public int[] translate(String[] blockNames) {
    if (lastNames != blockNames) {
      lastTranslation = Arrays.stream(blockNames).mapToInt(this::number).toArray();
      lastNames = blockNames;
    }
    return lastTranslation;
  }

  /** For each number of another index the number here. */
  public int[] translate(NameIndex other) {
    int[] translation = new int[other.size()];
    Arrays.setAll(translation, number -> number(other.name(number)));
    return translation;
  }
}
