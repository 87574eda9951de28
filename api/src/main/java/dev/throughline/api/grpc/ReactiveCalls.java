package dev.throughline.api.grpc;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Answers calls from reactive work. */
public final class ReactiveCalls {

  /**
   * Starts the work and answers with its value or its error. The work is cancelled when the caller
   * cancels or the deadline passes. Call it on the thread that serves the call.
   */
  public static <A> void answer(Mono<A> work, StreamObserver<A> caller) {
    Disposable.Swap running = Disposables.swap();
    Context.current().addListener(over -> running.dispose(), Runnable::run);
    running.update(
        work.single()
            .subscribe(
                value -> {
                  caller.onNext(value);
                  caller.onCompleted();
                },
                caller::onError));
  }

  private ReactiveCalls() {}
}
