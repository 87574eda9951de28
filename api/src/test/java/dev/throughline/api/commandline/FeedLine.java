package dev.throughline.api.commandline;

import com.google.protobuf.ByteString;
import dev.throughline.api.commandline.FeedClient.Delivery;
import dev.throughline.api.grpc.GrpcClient;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.IngestServiceGrpc;
import dev.throughline.api.grpc.v1.SourceRecords;
import dev.throughline.ingest.store.IntakeCount;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's connection to the service: what it sends, and what it is told. */
interface FeedLine extends AutoCloseable {

  /**
   * What is committed of the delivery. Fails when the connection ends before the service says so,
   * and with an {@link AssertionError} when the service refuses.
   */
  CompletableFuture<IntakeCount> send(Delivery delivery);

  @Override
  void close();

  /** Each delivery is a request. */
  final class Rest implements FeedLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI events;
    private final String authorization;

    Rest(HttpClient client, URI service, String user, String password) {
      this.client = client;
      this.events = service.resolve("/api/v1/events");
      this.authorization = GrpcClient.basic(user, password);
    }

    @Override
    public CompletableFuture<IntakeCount> send(Delivery delivery) {
      HttpRequest request =
          HttpRequest.newBuilder(events)
              .timeout(LIMIT)
              .header("Authorization", authorization)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofString(String.join("\n", delivery.records())))
              .build();
      return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Rest::count);
    }

    private static IntakeCount count(HttpResponse<String> answer) {
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      JsonNode body = JSON.readTree(answer.body());
      return new IntakeCount(
          body.get("received").asLong(),
          body.get("accepted").asLong(),
          body.get("duplicate").asLong(),
          body.get("quarantined").asLong());
    }

    @Override
    public void close() {}
  }

  /** All deliveries are requests of one stream. */
  final class Grpc implements FeedLine, StreamObserver<IngestResponse> {
    private final GrpcClient connection;
    private final StreamObserver<IngestRequest> stream;
    private final Map<Long, CompletableFuture<IntakeCount>> waiting = new ConcurrentHashMap<>();
    private volatile Throwable broken;

    Grpc(int port, String user, String password) {
      connection = new GrpcClient(port);
      stream = IngestServiceGrpc.newStub(connection.as(user, password)).ingest(this);
    }

    @Override
    public CompletableFuture<IntakeCount> send(Delivery delivery) {
      CompletableFuture<IntakeCount> answer = new CompletableFuture<>();
      waiting.put(delivery.number(), answer);
      SourceRecords.Builder records = SourceRecords.newBuilder();
      delivery.records().forEach(record -> records.addRecords(ByteString.copyFromUtf8(record)));
      stream.onNext(
          IngestRequest.newBuilder()
              .setNumber(delivery.number())
              .setSourceRecords(records)
              .build());
      if (broken != null) {
        answer.completeExceptionally(broken);
      }
      return answer;
    }

    @Override
    public void onNext(IngestResponse response) {
      long accepted = response.getAccepted();
      long duplicate = response.getDuplicate();
      long quarantined = response.getQuarantined();
      waiting
          .remove(response.getNumber())
          .complete(
              new IntakeCount(
                  accepted + duplicate + quarantined, accepted, duplicate, quarantined));
    }

    @Override
    public void onError(Throwable failure) {
      boolean isCutOff = Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
      broken = isCutOff ? failure : new AssertionError("refused", failure);
      waiting.values().forEach(answer -> answer.completeExceptionally(broken));
    }

    @Override
    public void onCompleted() {
      onError(Status.CANCELLED.withDescription("ended unasked").asRuntimeException());
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
