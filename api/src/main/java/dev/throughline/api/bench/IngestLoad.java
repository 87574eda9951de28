package dev.throughline.api.bench;

import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.IngestServiceGrpc;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Clients that send as fast as the service takes it.
 *
 * @param http where REST is served
 * @param authorization as in HTTP
 * @param clients at the same time
 */
public record IngestLoad(URI http, int grpcPort, String authorization, int clients) {

  /**
   * Sends the requests over as many streams as there are clients, on one connection.
   *
   * @return events that were accepted, all of them committed
   */
  public long overGrpc(List<IngestRequest> requests) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(http.getHost(), grpcPort).usePlaintext().build();
    try {
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
      IngestServiceGrpc.IngestServiceStub stub =
          IngestServiceGrpc.newStub(
              ClientInterceptors.intercept(
                  channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
      List<Stream> streams = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        Stream stream = new Stream(share(requests, client));
        stub.ingest(stream);
        streams.add(stream);
      }
      return streams.stream().mapToLong(stream -> stream.accepted.join()).sum();
    } finally {
      channel.shutdownNow();
    }
  }

  private <T> List<T> share(List<T> all, int client) {
    int from = all.size() * client / clients;
    return all.subList(from, all.size() * (client + 1) / clients);
  }

  /**
   * Posts the bodies as NDJSON; each client waits for the answer to one before the next.
   *
   * @return events that were accepted, all of them committed
   */
  public long overRest(List<byte[]> bodies) {
    EventPost post = new EventPost(http, authorization);
    List<CompletableFuture<Long>> sums = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      List<byte[]> share = share(bodies, i);
      sums.add(
          CompletableFuture.supplyAsync(
              () -> share.stream().mapToLong(body -> post.send(EventPost.CANONICAL, body)).sum()));
    }
    return sums.stream().mapToLong(CompletableFuture::join).sum();
  }

  /** Writes while the connection takes more, and adds up what is acknowledged. */
  private static final class Stream
      implements ClientResponseObserver<IngestRequest, IngestResponse> {
    final CompletableFuture<Long> accepted = new CompletableFuture<>();
    private final List<IngestRequest> requests;
    private int sent;
    private long sum;

    Stream(List<IngestRequest> requests) {
      this.requests = requests;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<IngestRequest> call) {
      call.setOnReadyHandler(() -> sendOn(call));
    }

    private void sendOn(ClientCallStreamObserver<IngestRequest> call) {
      while (call.isReady() && sent < requests.size()) {
        call.onNext(requests.get(sent++));
        if (sent == requests.size()) {
          call.onCompleted();
        }
      }
    }

    @Override
    public void onNext(IngestResponse response) {
      sum += response.getAccepted();
    }

    @Override
    public void onError(Throwable failure) {
      accepted.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      accepted.complete(sum);
    }
  }
}
