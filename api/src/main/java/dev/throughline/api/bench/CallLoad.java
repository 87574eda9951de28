package dev.throughline.api.bench;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes calls at a fixed rate, whether earlier ones were answered or not, and measures each from
 * the moment at which it was due: a stall counts for all the calls that should have been made
 * meanwhile.
 */
public final class CallLoad {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  private final long[] nanos;
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch open;

  /** Starts one call. */
  @FunctionalInterface
  public interface Call<A> {
    /**
     * Starts the call and returns at once.
     *
     * @param number of the call, from 0
     * @param answer is told when it ends
     */
    void start(int number, StreamObserver<A> answer);
  }

  /**
   * What was measured.
   *
   * @param perSecond answered calls, over the whole run
   * @param percentileMillis by percentile: 50, 90, 99, 99.9 and 100
   */
  public record Figures(
      int calls, int failures, double perSecond, SortedMap<Double, Double> percentileMillis) {}

  private CallLoad(int calls) {
    nanos = new long[calls];
    open = new CountDownLatch(calls);
  }

  /** Makes the calls, and waits until all are answered. */
  public static <A> Figures run(int calls, int perSecond, Call<A> call)
      throws InterruptedException {
    CallLoad load = new CallLoad(calls);
    long interval = Duration.ofSeconds(1).toNanos() / perSecond;
    long start = System.nanoTime();
    for (int number = 0; number < calls; number++) {
      long due = start + number * interval;
      await(due);
      call.start(number, load.new Answer<A>(number, due));
    }
    load.open.await();
    return load.figures(System.nanoTime() - start);
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  private Figures figures(long elapsed) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    SortedMap<Double, Double> percentiles = new TreeMap<>();
    for (double percentile : PERCENTILES) {
      int rank = (int) Math.ceil(percentile / 100 * sorted.length);
      percentiles.put(percentile, sorted[Math.max(0, rank - 1)] / 1e6);
    }
    return new Figures(sorted.length, failures.get(), sorted.length / (elapsed / 1e9), percentiles);
  }

  private final class Answer<A> implements StreamObserver<A> {
    private final int number;
    private final long due;

    Answer(int number, long due) {
      this.number = number;
      this.due = due;
    }

    @Override
    public void onNext(A value) {}

    @Override
    public void onError(Throwable error) {
      failures.incrementAndGet();
      end();
    }

    @Override
    public void onCompleted() {
      end();
    }

    private void end() {
      nanos[number] = System.nanoTime() - due;
      open.countDown();
    }
  }
}
