package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkEngineExtension.class)
class InterruptibleJobTest {
  private final SparkEngine engine;
  private final InterruptibleJob job;

  InterruptibleJobTest(SparkEngine engine) {
    this.engine = engine;
    this.job = new InterruptibleJob(engine.context(), "test");
  }

  private JavaRDD<Integer> numbers(int partitions) {
    return engine.context().parallelize(List.of(1, 2, 3, 4, 5, 6, 7), partitions);
  }

  @Test
  void collect_manyPartitions_keepsTheirOrder() {
    assertThat(job.collect(numbers(5))).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void collect_taskThrowsKnownError_throwsItHere() {
    assertThatThrownBy(() -> job.collect(numbers(2).map(new Refusing())))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_VALUE))
        .hasMessage("not this one");
  }

  /** The task runs until it is interrupted, so this ends only if the interrupt reaches it. */
  @Test
  void collect_interrupted_stopsItsTasks() throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                job.collect(numbers(1).map(new Endless()));
              } catch (CancellationException cancelled) {
                end.complete(cancelled);
              }
            });
    asking.start();
    Endless.STARTED.await();
    asking.interrupt();
    assertThat(end.get(30, TimeUnit.SECONDS)).hasMessage("test was interrupted");
    assertThat(Endless.STOPPED.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static final class Refusing implements Function<Integer, Integer> {
    @Override
    public Integer call(Integer number) {
      throw new ThroughlineException(ErrorCode.BAD_VALUE, "not this one");
    }
  }

  private static final class Endless implements Function<Integer, Integer> {
    static final CountDownLatch STARTED = new CountDownLatch(1);
    static final CountDownLatch STOPPED = new CountDownLatch(1);

    @Override
    public Integer call(Integer number) {
      STARTED.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      STOPPED.countDown();
      return number;
    }
  }
}
