package dev.throughline.api.intake;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ErrorKind;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Writes what many clients send in few transactions, one after another, and tells each client after
 * the commit. While one transaction runs, the next one gathers; when none runs, the first
 * submission waits a moment for others. Safe for many threads.
 *
 * <p>When a transaction fails for another reason than the database's absence, its submissions are
 * written one by one, so that the one that is at fault fails alone.
 */
final class CommitQueue {
  private final IntakeLog log;
  private final ThroughlineProperties.Intake limits;
  private final Scheduler scheduler;

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int waitingRecords;
  private State state = State.IDLE;

  private enum State {
    IDLE,
    GATHERING,
    WRITING
  }

  private record Waiting(Submission submission, MonoSink<Acknowledgement> client) {}

  /**
   * @param scheduler of one thread: what is acknowledged first is told first
   */
  CommitQueue(IntakeLog log, ThroughlineProperties.Intake limits, Scheduler scheduler) {
    this.log = log;
    this.limits = limits;
    this.scheduler = scheduler;
  }

  /**
   * Stores the submission; completes after the commit, on a thread that must not be kept.
   * Cancelling does not take it back. Submissions complete in the order in which they came.
   *
   * @return an error {@code TOO_MANY_REQUESTS} when too many records wait, and those of {@link
   *     IntakeLog#take}
   */
  Mono<Acknowledgement> submit(Submission submission) {
    return Mono.create(client -> add(new Waiting(submission, client)));
  }

  private void add(Waiting added) {
    Runnable next;
    synchronized (this) {
      int records = weight(added);
      if (waitingRecords > 0 && waitingRecords + records > limits.queueRecords()) {
        next = () -> added.client().error(full());
      } else {
        waiting.add(added);
        waitingRecords += records;
        next = start();
      }
    }
    next.run();
  }

  /** An empty one is not free: it has to be answered in its turn. */
  private static int weight(Waiting submitted) {
    return Math.max(1, submitted.submission().received());
  }

  private Runnable start() {
    boolean enough = waitingRecords >= limits.batchRecords();
    if (state == State.WRITING || (state == State.GATHERING && !enough)) {
      return () -> {};
    }
    if (enough || limits.batchWait().isZero()) {
      state = State.WRITING;
      return this::writeNext;
    }
    state = State.GATHERING;
    return () ->
        scheduler.schedule(this::gathered, limits.batchWait().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void gathered() {
    synchronized (this) {
      if (state != State.GATHERING) {
        return;
      }
      state = State.WRITING;
    }
    writeNext();
  }

  private void writeNext() {
    List<Waiting> batch = takeBatch();
    if (batch.isEmpty()) {
      return;
    }
    write(batch)
        .publishOn(scheduler)
        .subscribe(
            answers -> {
              writeNext();
              answers.forEach(Runnable::run);
            });
  }

  private synchronized List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>();
    int records = 0;
    while (!waiting.isEmpty() && records < limits.batchRecords()) {
      Waiting next = waiting.remove();
      records += weight(next);
      batch.add(next);
    }
    waitingRecords -= records;
    if (batch.isEmpty()) {
      state = State.IDLE;
    }
    return batch;
  }

  /** What is left to do for each client once the transaction is over; never fails. */
  private Mono<List<Runnable>> write(List<Waiting> batch) {
    return log.take(batch.stream().map(Waiting::submission).toList())
        .map(acknowledged -> successes(batch, acknowledged))
        .onErrorResume(
            failure ->
                batch.size() == 1 || isOfTheStore(failure)
                    ? Mono.just(failures(batch, failure))
                    : Flux.fromIterable(batch)
                        .concatMap(one -> write(List.of(one)))
                        .concatMapIterable(answers -> answers)
                        .collectList());
  }

  private static List<Runnable> successes(List<Waiting> batch, List<Acknowledgement> acknowledged) {
    List<Runnable> answers = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      MonoSink<Acknowledgement> client = batch.get(i).client();
      Acknowledgement acknowledgement = acknowledged.get(i);
      answers.add(() -> client.success(acknowledgement));
    }
    return answers;
  }

  private static List<Runnable> failures(List<Waiting> batch, Throwable failure) {
    List<Runnable> answers = new ArrayList<>(batch.size());
    batch.forEach(one -> answers.add(() -> one.client().error(failure)));
    return answers;
  }

  private static boolean isOfTheStore(Throwable failure) {
    return failure instanceof ThroughlineException known
        && known.code().kind() == ErrorKind.UPSTREAM;
  }

  private static ThroughlineException full() {
    return new ThroughlineException(
        ErrorCode.TOO_MANY_REQUESTS, "too many records wait to be stored; send these again later");
  }

  synchronized int waitingRecords() {
    return waitingRecords;
  }
}
