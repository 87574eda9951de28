package dev.throughline.api.simulate;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that repeats itself: the same keys give the same throws, on every machine. */
public final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private final SplittableRandom random;

  public Dice(long seed, long key) {
    random = new SplittableRandom(mix(seed + GOLDEN * (key + 1)));
  }

  /** A share in 0 (inclusive) to 1 (exclusive) that depends on the keys alone. */
  public static double share(long seed, long first, long second, long third) {
    long bits = mix(mix(mix(mix(seed) + first) + second) + third);
    return (bits >>> 11) * TO_UNIT;
  }

  /** Stafford's variant 13 of the finalizer of MurmurHash3: every bit depends on every bit. */
  private static long mix(long bits) {
    long z = bits + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From the first (inclusive) to the second (exclusive). */
  public long between(long from, long to) {
    return random.nextLong(from, to);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public double real(double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  /** Exponentially distributed; StrictMath gives the same bits everywhere. */
  public long exponential(long meanMillis) {
    return (long) (-StrictMath.log(1 - random.nextDouble()) * meanMillis);
  }

  public <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
