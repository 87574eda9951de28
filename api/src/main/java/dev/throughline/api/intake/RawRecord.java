package dev.throughline.api.intake;

import dev.throughline.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One record as it stands in a request. */
final class RawRecord {
  private final byte[] json;
  private final long number;
  private final @Nullable Defect defect;

  /**
   * @param json in UTF-8, not to be changed any more; of a record that is too long, its beginning
   * @param number from 1: the line, or the position in an array
   * @param defect why it cannot be read; null when it may be
   */
  RawRecord(byte[] json, long number, @Nullable Defect defect) {
    this.json = json;
    this.number = number;
    this.defect = defect;
  }

  /** What is wrong with a record before it is read. */
  record Defect(ErrorCode code, String message) {}

  static RawRecord whole(byte[] json, long number) {
    return new RawRecord(json, number, null);
  }

  byte[] json() {
    return json;
  }

  long number() {
    return number;
  }

  @Nullable Defect defect() {
    return defect;
  }

  /** For people: what is not UTF-8 is replaced. */
  String text() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
