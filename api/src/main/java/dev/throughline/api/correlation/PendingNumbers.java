package dev.throughline.api.correlation;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The numbers of a log's new events, from what is processed to a watermark. They are not processed
 * in their order: what belongs together is, whenever its first event comes.
 */
final class PendingNumbers {
  private final long processed;
  private final long watermark;
  private final BitSet done = new BitSet();
  private boolean isGivenUp;

  PendingNumbers(long processed, long watermark) {
    this.processed = processed;
    this.watermark = watermark;
  }

  boolean isEmpty() {
    return isGivenUp || processed() >= watermark;
  }

  /** Leaves the rest to whoever processes it meanwhile. */
  void giveUp() {
    isGivenUp = true;
  }

  /** All numbers up to this one are done. */
  long processed() {
    return processed + done.nextClearBit(0);
  }

  /** What {@link #processed} is going to be when these are done, too. */
  long processedWith(Collection<Long> numbers) {
    BitSet then = (BitSet) done.clone();
    numbers.forEach(number -> then.set(index(number)));
    return processed + then.nextClearBit(0);
  }

  void done(Collection<Long> numbers) {
    numbers.forEach(number -> done.set(index(number)));
  }

  boolean isPending(long number) {
    return number > processed && number <= watermark && !done.get(index(number));
  }

  /** The first pending numbers, without those that are taken. */
  SortedSet<Long> first(int atMost, Collection<Long> taken) {
    TreeSet<Long> first = new TreeSet<>();
    for (int i = done.nextClearBit(0);
        first.size() < atMost && processed + 1 + i <= watermark;
        i = done.nextClearBit(i + 1)) {
      long number = processed + 1 + i;
      if (!taken.contains(number)) {
        first.add(number);
      }
    }
    return first;
  }

  /** The pending ones among the numbers, without those that are taken. */
  List<Long> pending(Collection<Long> numbers, Collection<Long> taken) {
    return numbers.stream().filter(n -> isPending(n) && !taken.contains(n)).toList();
  }

  private int index(long number) {
    return Math.toIntExact(number - processed - 1);
  }
}
