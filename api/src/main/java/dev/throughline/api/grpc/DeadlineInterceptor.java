package dev.throughline.api.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives a unary call whose client set no deadline one of its own. When it passes, the call ends and
 * its {@link Context} is cancelled, which stops the work.
 */
final class DeadlineInterceptor implements ServerInterceptor {
  private final Duration limit;
  private final ScheduledExecutorService timer;

  DeadlineInterceptor(Duration limit, ScheduledExecutorService timer) {
    this.limit = limit;
    this.timer = timer;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Context context = Context.current();
    boolean unary = call.getMethodDescriptor().getType() == MethodType.UNARY;
    if (!unary || context.getDeadline() != null) {
      return next.startCall(call, headers);
    }
    Context.CancellableContext limited =
        context.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, timer);
    limited.addListener(cancelled -> endIfLate(cancelled, call), Runnable::run);
    return new ReleasingListener<>(Contexts.interceptCall(limited, call, headers, next), limited);
  }

  private void endIfLate(Context context, ServerCall<?, ?> call) {
    if (context.cancellationCause() instanceof TimeoutException) {
      call.close(
          Status.DEADLINE_EXCEEDED.withDescription(
              "the call took longer than %d ms".formatted(limit.toMillis())),
          new Metadata());
    }
  }

  /** Gives the timer's entry back when the call is over. */
  private static final class ReleasingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Context.CancellableContext context;

    ReleasingListener(ServerCall.Listener<Q> listener, Context.CancellableContext context) {
      super(listener);
      this.context = context;
    }

    @Override
    public void onComplete() {
      super.onComplete();
      context.cancel(null);
    }

    @Override
    public void onCancel() {
      super.onCancel();
      context.cancel(null);
    }
  }
}
