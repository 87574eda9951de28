package dev.throughline.api.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends every failed call with an error that {@link GrpcErrors} tells, whether the service passes
 * the failure on or throws it. It also lets several threads answer: a call ends once, and what
 * comes later is dropped.
 */
final class ErrorInterceptor implements ServerInterceptor {
  private final AtomicLong calls = new AtomicLong();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String requestId = "grpc-" + calls.incrementAndGet();
    OnceEndedCall<Q, A> guarded = new OnceEndedCall<>(call, requestId);
    try {
      return new ThrowingListener<>(next.startCall(guarded, headers), guarded);
    } catch (RuntimeException failure) {
      guarded.close(GrpcErrors.unknownYet(failure), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  private static final class OnceEndedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final String requestId;
    private boolean ended;

    OnceEndedCall(ServerCall<Q, A> call, String requestId) {
      super(call);
      this.requestId = requestId;
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!ended) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(A message) {
      if (!ended) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (ended) {
        return;
      }
      ended = true;
      if (status.isOk() || GrpcErrors.areTold(trailers)) {
        super.close(status, trailers);
      } else {
        GrpcErrors.Told told = GrpcErrors.of(status, requestId);
        super.close(told.status(), told.trailers());
      }
    }
  }

  private static final class ThrowingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;

    ThrowingListener(ServerCall.Listener<Q> listener, ServerCall<Q, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      endingOnFailure(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      endingOnFailure(super::onHalfClose);
    }

    @Override
    public void onReady() {
      endingOnFailure(super::onReady);
    }

    private void endingOnFailure(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException failure) {
        call.close(GrpcErrors.unknownYet(failure), new Metadata());
      }
    }
  }
}
