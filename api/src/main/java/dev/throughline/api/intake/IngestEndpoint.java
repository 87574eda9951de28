package dev.throughline.api.intake;

import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.IngestServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** Events over gRPC. */
@Component
final class IngestEndpoint extends IngestServiceGrpc.IngestServiceImplBase {
  private final CommitQueue queue;
  private final ProtoRecords records;

  IngestEndpoint(CommitQueue queue, Mappings mappings) {
    this.queue = queue;
    this.records = new ProtoRecords(mappings);
  }

  @Override
  public StreamObserver<IngestRequest> ingest(StreamObserver<IngestResponse> responses) {
    IngestStream stream =
        new IngestStream((ServerCallStreamObserver<IngestResponse>) responses, queue, records);
    stream.start();
    return stream;
  }
}
