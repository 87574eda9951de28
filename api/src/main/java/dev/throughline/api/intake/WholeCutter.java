package dev.throughline.api.intake;

/** The whole request is one record: a CloudEvent. */
final class WholeCutter extends RecordCutter {
  WholeCutter(long maxRequest, int maxRecord) {
    super(maxRequest, maxRecord);
  }

  @Override
  void cut(byte[] bytes) {
    keep(bytes, 0, bytes.length);
  }

  @Override
  void cutEnd() {
    finish(1);
  }
}
