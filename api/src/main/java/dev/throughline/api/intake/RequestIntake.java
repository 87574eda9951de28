package dev.throughline.api.intake;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the body of one request in while it comes, a portion of records at a time: memory is
 * bounded, whatever its length.
 */
@Component
final class RequestIntake {
  private static final int PORTION_RECORDS = 1_000;
  private static final int PORTIONS_AT_ONCE = 2;

  private final CommitQueue queue;
  private final Mappings mappings;
  private final ThroughlineProperties.Intake limits;

  RequestIntake(CommitQueue queue, Mappings mappings, ThroughlineProperties properties) {
    this.queue = queue;
    this.mappings = mappings;
    this.limits = properties.intake();
  }

  /**
   * Stores the records of the body; completes when all are committed. After an error some of them
   * may be: the request is to be sent again.
   */
  Mono<IntakeResponse> take(String mapping, HttpHeaders headers, Flux<DataBuffer> body) {
    return Mono.defer(() -> takeNow(mapping, headers, body));
  }

  private Mono<IntakeResponse> takeNow(String mapping, HttpHeaders headers, Flux<DataBuffer> body) {
    if (headers.getContentLength() > limits.maxRequest().toBytes()) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "the request is larger than throughline.intake.max-request, %s"
              .formatted(limits.maxRequest()));
    }
    BodyFormat format = BodyFormat.of(headers);
    RecordReader reader =
        new RecordReader(mapping, mappings.decoder(mapping), format.hasEnvelopes());
    return records(format.cutter(limits), body)
        .buffer(PORTION_RECORDS)
        .flatMapSequential(portion -> store(reader, portion), PORTIONS_AT_ONCE, 1)
        .reduce(IntakeResponse.NOTHING, IntakeResponse::plus);
  }

  private static Flux<RawRecord> records(RecordCutter cutter, Flux<DataBuffer> body) {
    return body.map(RequestIntake::bytes)
        .concatMapIterable(cutter::feed, 1)
        .concatWith(Flux.defer(() -> Flux.fromIterable(cutter.end())));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  /** Reading JSON takes the processor, so it does not happen on the threads that serve requests. */
  private Mono<IntakeResponse> store(RecordReader reader, List<RawRecord> records) {
    return Mono.fromSupplier(() -> reader.read(records))
        .subscribeOn(Schedulers.parallel())
        .flatMap(this::store);
  }

  private Mono<IntakeResponse> store(Submission submission) {
    return queue
        .submit(submission)
        .publishOn(Schedulers.parallel())
        .map(acknowledged -> IntakeResponse.of(submission, acknowledged));
  }
}
