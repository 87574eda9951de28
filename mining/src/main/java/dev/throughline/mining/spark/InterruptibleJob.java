package dev.throughline.mining.spark;

import dev.throughline.model.ThroughlineException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a Spark job on behalf of a thread, and stops it when that thread is interrupted. */
final class InterruptibleJob {
  private final JavaSparkContext context;
  private final String description;

  /**
   * @param description what the job does, for Spark's own listings
   */
  InterruptibleJob(JavaSparkContext context, String description) {
    this.context = context;
    this.description = description;
  }

  /**
   * The elements in the order of the partitions.
   *
   * @throws CancellationException when the thread was interrupted; its tasks were told to stop
   * @throws ThroughlineException when a task threw one
   */
  <T> List<T> collect(JavaRDD<T> elements) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(description + " was interrupted");
    }
    String group = UUID.randomUUID().toString();
    context.setJobGroup(group, description, true);
    try {
      return elements.collectAsync().get();
    } catch (InterruptedException interrupted) {
      context.cancelJobGroup(group, description + ": interrupted");
      Thread.currentThread().interrupt();
      throw new CancellationException(description + " was interrupted");
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } finally {
      context.clearJobGroup();
    }
  }

  private RuntimeException unwrapped(ExecutionException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ThroughlineException known) {
        return known;
      }
    }
    return new IllegalStateException(description + " failed", failed.getCause());
  }
}
