package dev.throughline.api.intake;

import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.IngestServiceGrpc;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests in one stream and gathers the responses. */
public final class IngestCall {
  private static final int LIMIT_SECONDS = 60;

  /** All responses, or the error with which the stream ended. */
  public static List<IngestResponse> send(Channel channel, IngestRequest... requests)
      throws Throwable {
    Responses responses = new Responses();
    StreamObserver<IngestRequest> stream = IngestServiceGrpc.newStub(channel).ingest(responses);
    for (IngestRequest request : requests) {
      stream.onNext(request);
    }
    stream.onCompleted();
    try {
      return responses.all.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause();
    } catch (TimeoutException silent) {
      throw new AssertionError("the stream did not end; so far " + responses.received, silent);
    }
  }

  private static final class Responses implements StreamObserver<IngestResponse> {
    final CompletableFuture<List<IngestResponse>> all = new CompletableFuture<>();
    final List<IngestResponse> received = new ArrayList<>();

    @Override
    public void onNext(IngestResponse response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      all.complete(received);
    }
  }

  private IngestCall() {}
}
