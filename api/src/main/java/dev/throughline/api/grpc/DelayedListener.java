package dev.throughline.api.grpc;

import io.grpc.ServerCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens to a call until its service is started. That is little: a client's messages
 * are read only when a service asks for them.
 */
final class DelayedListener<Q> extends ServerCall.Listener<Q> {
  private final List<Consumer<ServerCall.Listener<Q>>> waiting = new ArrayList<>();
  private ServerCall.@Nullable Listener<Q> service;

  /** Passes on what has happened, in its order, and from now on everything at once. */
  void start(ServerCall.Listener<Q> started) {
    List<Consumer<ServerCall.Listener<Q>>> events = takeOrStart(started);
    while (!events.isEmpty()) {
      events.forEach(event -> event.accept(started));
      events = takeOrStart(started);
    }
  }

  private synchronized List<Consumer<ServerCall.Listener<Q>>> takeOrStart(
      ServerCall.Listener<Q> started) {
    if (waiting.isEmpty()) {
      service = started;
    }
    List<Consumer<ServerCall.Listener<Q>>> events = List.copyOf(waiting);
    waiting.clear();
    return events;
  }

  private void pass(Consumer<ServerCall.Listener<Q>> event) {
    ServerCall.Listener<Q> target;
    synchronized (this) {
      target = service;
      if (target == null) {
        waiting.add(event);
        return;
      }
    }
    event.accept(target);
  }

  @Override
  public void onMessage(Q message) {
    pass(listener -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    pass(ServerCall.Listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    pass(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    pass(ServerCall.Listener::onComplete);
  }

  @Override
  public void onReady() {
    pass(ServerCall.Listener::onReady);
  }
}
