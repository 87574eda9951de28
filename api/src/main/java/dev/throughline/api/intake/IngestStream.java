package dev.throughline.api.intake;

import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.Submission;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * One client's stream. It reads on while its unanswered requests fit into a window and the client
 * takes its responses; otherwise the client's sending stops by itself, by HTTP/2's flow control.
 */
final class IngestStream implements StreamObserver<IngestRequest> {
  private static final int WINDOW_RECORDS = 20_000;
  private static final int WINDOW_REQUESTS = 256;

  private final ServerCallStreamObserver<IngestResponse> client;
  private final CommitQueue queue;
  private final ProtoRecords records;

  private int unansweredRequests;
  private int unansweredRecords;
  private boolean isReading;
  private boolean isSent;
  private boolean isOver;

  IngestStream(
      ServerCallStreamObserver<IngestResponse> client, CommitQueue queue, ProtoRecords records) {
    this.client = client;
    this.queue = queue;
    this.records = records;
  }

  /** To be called while the call begins. */
  void start() {
    client.disableAutoRequest();
    client.setOnReadyHandler(this::readOn);
    client.setOnCancelHandler(this::over);
    readOn();
  }

  private synchronized void readOn() {
    boolean room = unansweredRequests < WINDOW_REQUESTS && unansweredRecords < WINDOW_RECORDS;
    if (!isReading && !isSent && !isOver && room && client.isReady()) {
      isReading = true;
      client.request(1);
    }
  }

  @Override
  public void onNext(IngestRequest request) {
    Submission submission;
    try {
      submission = records.read(request);
    } catch (RuntimeException refused) {
      fail(refused);
      return;
    }
    synchronized (this) {
      isReading = false;
      unansweredRequests++;
      unansweredRecords += submission.received();
    }
    long number = request.getNumber();
    queue.submit(submission).subscribe(done -> answer(number, submission, done), this::fail);
    readOn();
  }

  private synchronized void answer(long number, Submission submission, Acknowledgement done) {
    unansweredRequests--;
    unansweredRecords -= submission.received();
    if (isOver) {
      return;
    }
    client.onNext(ProtoRecords.response(number, submission, done));
    completeIfAnswered();
    readOn();
  }

  @Override
  public synchronized void onCompleted() {
    isSent = true;
    completeIfAnswered();
  }

  private void completeIfAnswered() {
    if (isSent && !isOver && unansweredRequests == 0) {
      isOver = true;
      client.onCompleted();
    }
  }

  private synchronized void fail(Throwable failure) {
    if (!isOver) {
      isOver = true;
      client.onError(failure);
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    over();
  }

  private synchronized void over() {
    isOver = true;
  }
}
