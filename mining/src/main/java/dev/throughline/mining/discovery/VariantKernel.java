package dev.throughline.mining.discovery;

import dev.throughline.mining.trace.NameIndex;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the cases of each distinct sequence of activities. Time: O(events) expected; memory:
 * O(events of one case per variant).
 */
public final class VariantKernel implements TraceKernel<VariantKernel, List<Variant>> {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /*
   * Sequences stand one after the other in one array of activity numbers; the table is open-addressed and compares the
   * sequence itself, not only its hash. Per variant one example case id is kept as UTF-8 bytes, and turned into text at the
   * end.
   */
  private final NameIndex names = new NameIndex();
  private char[] sequences = new char[1024];
  private int[] ends = new int[64];
  private long[] hashes = new long[64];
  private long[] counts = new long[64];
  private byte[][] examples = new byte[64][];
  private int[] table = new int[256];
  private int size;
  private char[] scratch = new char[256];

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    int[] numbers = names.translate(block.activityNames());
    checkActivities();
    char[] activities = block.activities();
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      int from = block.start(caseIndex);
      int length = block.start(caseIndex + 1) - from;
      makeScratch(length);
      for (int event = 0; event < length; event++) {
        scratch[event] = (char) numbers[activities[from + event]];
      }
      int variant = find(length);
      counts[variant]++;
      keepSmallest(variant, block, caseIndex);
    }
  }

  private void checkActivities() {
    if (names.size() > Character.MAX_VALUE + 1) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE, "a log may have at most 65,536 activities, has " + names.size());
    }
  }

  private void keepSmallest(int variant, TraceBlock block, int caseIndex) {
    byte[] example = examples[variant];
    if (example == null || block.compareCaseId(caseIndex, example) < 0) {
      examples[variant] = block.caseIdBytes(caseIndex);
    }
  }

  @Override
  public void merge(VariantKernel other) {
    int[] numbers = names.translate(other.names);
    checkActivities();
    for (int theirs = 0; theirs < other.size; theirs++) {
      int from = other.start(theirs);
      int length = other.ends[theirs] - from;
      makeScratch(length);
      for (int i = 0; i < length; i++) {
        scratch[i] = (char) numbers[other.sequences[from + i]];
      }
      int ours = find(length);
      counts[ours] = Math.addExact(counts[ours], other.counts[theirs]);
      byte[] example = examples[ours];
      if (example == null || Arrays.compareUnsigned(other.examples[theirs], example) < 0) {
        examples[ours] = other.examples[theirs];
      }
    }
  }

  /** The variant whose sequence stands in the scratch array, new or known. */
  private int find(int length) {
    long hash = hash(scratch, length);
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0) {
      int variant = table[slot] - 1;
      if (hashes[variant] == hash && equalsScratch(variant, length)) {
        return variant;
      }
      slot = (slot + 1) & mask;
    }
    return append(length, hash, slot);
  }

  private boolean equalsScratch(int variant, int length) {
    return Arrays.equals(sequences, start(variant), ends[variant], scratch, 0, length);
  }

  private int append(int length, long hash, int slot) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (Math.addExact(start, length) > sequences.length) {
      sequences = Arrays.copyOf(sequences, Math.max(start + length, grown(sequences.length)));
    }
    System.arraycopy(scratch, 0, sequences, start, length);
    if (size == ends.length) {
      int larger = grown(size);
      ends = Arrays.copyOf(ends, larger);
      hashes = Arrays.copyOf(hashes, larger);
      counts = Arrays.copyOf(counts, larger);
      examples = Arrays.copyOf(examples, larger);
    }
    ends[size] = start + length;
    hashes[size] = hash;
    table[slot] = ++size;
    if (size > table.length >> 1) {
      rehash();
    }
    return size - 1;
  }

  private static int grown(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8, length * 3L / 2);
  }

  private void rehash() {
    int[] larger = new int[table.length << 1];
    int mask = larger.length - 1;
    for (int variant = 0; variant < size; variant++) {
      int slot = (int) hashes[variant] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = variant + 1;
    }
    table = larger;
  }

  static long hash(char[] sequence, int length) {
    long hash = length;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ sequence[i]) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private int start(int variant) {
    return variant == 0 ? 0 : ends[variant - 1];
  }

  private void makeScratch(int length) {
    if (scratch.length < length) {
      scratch = new char[grown(length) + 1];
    }
  }

  @Override
  public List<Variant> result() {
    Activity[] byRank = new Activity[names.size()];
    Arrays.setAll(byRank, number -> new Activity(names.name(number)));
    Arrays.sort(byRank);
    char[] ranked = ranked(byRank);
    List<Variant> variants = new ArrayList<>(size);
    for (int variant : order(ranked)) {
      variants.add(variant(variant, ranked, byRank));
    }
    return variants;
  }

  /** All sequences, each activity by its place among the names: comparing them compares names. */
  private char[] ranked(Activity[] byRank) {
    char[] ranks = new char[byRank.length];
    for (int rank = 0; rank < byRank.length; rank++) {
      ranks[names.number(byRank[rank].value())] = (char) rank;
    }
    char[] ranked = new char[size == 0 ? 0 : ends[size - 1]];
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = ranks[sequences[i]];
    }
    return ranked;
  }

  private int[] order(char[] ranked) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, variant -> variant);
    Arrays.sort(
        order,
        (left, right) ->
            counts[left] != counts[right]
                ? Long.compare(counts[right], counts[left])
                : Arrays.compare(
                    ranked, start(left), ends[left], ranked, start(right), ends[right]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private Variant variant(int variant, char[] ranked, Activity[] byRank) {
    int start = start(variant);
    Activity[] sequence = new Activity[ends[variant] - start];
    for (int i = 0; i < sequence.length; i++) {
      sequence[i] = byRank[ranked[start + i]];
    }
    CaseId example = new CaseId(new String(examples[variant], StandardCharsets.UTF_8));
    return new Variant(List.of(sequence), counts[variant], example);
  }
}
