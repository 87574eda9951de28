package dev.throughline.api.intake;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the bytes of one request into records as they come, holding one record at most. A record
 * beyond the limit is cut short and refused; the ones behind it are read on.
 */
abstract class RecordCutter {
  /** Enough of a record that is too long for the quarantine. */
  private static final int KEPT_OF_LONG = 16_384;

  private final long maxRequest;
  private final int maxRecord;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream(1024);
  private final List<RawRecord> finished = new ArrayList<>();
  private long requestBytes;
  private int recordBytes;

  RecordCutter(long maxRequest, int maxRecord) {
    this.maxRequest = maxRequest;
    this.maxRecord = maxRecord;
  }

  /**
   * Takes the next bytes of the request and returns the records that they complete.
   *
   * @throws ThroughlineException {@code TOO_LARGE} when the request is, {@code BAD_ARGUMENT} when
   *     it is something else from its beginning
   */
  final List<RawRecord> feed(byte[] bytes) {
    requestBytes += bytes.length;
    if (requestBytes > maxRequest) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE, "the request is larger than %d bytes".formatted(maxRequest));
    }
    cut(bytes);
    return taken();
  }

  /** What the end of the request completes. */
  final List<RawRecord> end() {
    if (requestBytes == 0) {
      throw new ThroughlineException(ErrorCode.BAD_ARGUMENT, "the request has no body");
    }
    cutEnd();
    return taken();
  }

  abstract void cut(byte[] bytes);

  abstract void cutEnd();

  private List<RawRecord> taken() {
    List<RawRecord> result = List.copyOf(finished);
    finished.clear();
    return result;
  }

  /** Adds bytes to the record that is being read; of those beyond the limit, none. */
  final void keep(byte[] bytes, int from, int to) {
    int room = maxRecord - record.size();
    record.write(bytes, from, Math.min(to - from, room));
    recordBytes = (int) Math.min(Integer.MAX_VALUE, (long) recordBytes + to - from);
  }

  final void finish(long number) {
    if (recordBytes > maxRecord) {
      finishBad(
          number,
          ErrorCode.TOO_LARGE,
          "The record has %d bytes; at most %d are read".formatted(recordBytes, maxRecord));
    } else {
      finished.add(RawRecord.whole(record.toByteArray(), number));
      clear();
    }
  }

  final void finishBad(long number, ErrorCode code, String message) {
    byte[] kept = record.toByteArray();
    byte[] beginning = kept.length <= KEPT_OF_LONG ? kept : Arrays.copyOf(kept, KEPT_OF_LONG);
    finished.add(new RawRecord(beginning, number, new RawRecord.Defect(code, message)));
    clear();
  }

  final void clear() {
    record.reset();
    recordBytes = 0;
  }
}
