package dev.throughline.api.triage;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Answers many small requests with few transactions: while one batch is written, requests wait, and
 * all that wait go into the next one. A lonely request is written at once. Each request is answered
 * after its batch is committed. Bounded; safe for many threads.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
final class GroupCommit<Q, A> {
  private final Function<List<Q>, Mono<List<Result<A>>>> work;
  private final int maxBatch;
  private final int maxWaiting;
  private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
  private boolean isRunning;

  /** The answer to one request, or why there is none; others of its batch are not affected. */
  sealed interface Result<A> {
    record Answer<A>(A value) implements Result<A> {}

    record Failure<A>(Throwable error) implements Result<A> {}
  }

  private record Waiting<Q, A>(Q request, MonoSink<A> asker) {}

  /**
   * @param work answers a batch, in its order, once it is committed; its error is the answer to all
   * @param maxWaiting requests that may wait; more are refused
   */
  GroupCommit(Function<List<Q>, Mono<List<Result<A>>>> work, int maxBatch, int maxWaiting) {
    this.work = work;
    this.maxBatch = maxBatch;
    this.maxWaiting = maxWaiting;
  }

  /**
   * The answer to a request.
   *
   * @return an error {@code TOO_MANY_REQUESTS} when too many wait already
   */
  Mono<A> submit(Q request) {
    return Mono.create(
        asker -> {
          if (add(new Waiting<>(request, asker))) {
            runNext();
          } else {
            asker.error(
                new ThroughlineException(
                    ErrorCode.TOO_MANY_REQUESTS, "too many calls are waiting; try again later"));
          }
        });
  }

  private synchronized boolean add(Waiting<Q, A> waiting) {
    return queue.size() < maxWaiting && queue.offerLast(waiting);
  }

  private void runNext() {
    List<Waiting<Q, A>> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    work.apply(batch.stream().map(Waiting::request).toList())
        .doFinally(signal -> finished())
        .subscribe(
            answers -> answer(batch, answers),
            error -> batch.forEach(waiting -> waiting.asker().error(error)));
  }

  private synchronized List<Waiting<Q, A>> take() {
    if (isRunning || queue.isEmpty()) {
      return List.of();
    }
    List<Waiting<Q, A>> batch = new ArrayList<>();
    while (batch.size() < maxBatch && !queue.isEmpty()) {
      batch.add(queue.removeFirst());
    }
    isRunning = true;
    return batch;
  }

  private void finished() {
    synchronized (this) {
      isRunning = false;
    }
    runNext();
  }

  private static <Q, A> void answer(List<Waiting<Q, A>> batch, List<Result<A>> results) {
    for (int i = 0; i < batch.size(); i++) {
      MonoSink<A> asker = batch.get(i).asker();
      if (results.get(i) instanceof Result.Answer<A> answer) {
        asker.success(answer.value());
      } else if (results.get(i) instanceof Result.Failure<A> failure) {
        asker.error(failure.error());
      }
    }
  }
}
