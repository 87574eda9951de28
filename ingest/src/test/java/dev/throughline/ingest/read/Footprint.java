package dev.throughline.ingest.read;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a piece of work cost its thread.
 *
 * @param allocatedBytes everything allocated, kept or not: never less than the heap it needed
 */
record Footprint(Duration time, long allocatedBytes) {

  interface Work {
    void run() throws Exception;
  }

  static Footprint of(Work work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      work.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Footprint(time, threads.getCurrentThreadAllocatedBytes() - bytes);
  }
}
