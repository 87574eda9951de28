package dev.throughline.api.intake;

/** One record per line (NDJSON). Blank lines are passed over and counted as lines. */
final class LineCutter extends RecordCutter {
  private long line = 1;
  private boolean isBlank = true;

  LineCutter(long maxRequest, int maxRecord) {
    super(maxRequest, maxRecord);
  }

  @Override
  void cut(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, from, i);
        endLine();
        from = i + 1;
      } else if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        isBlank = false;
      }
    }
    keep(bytes, from, bytes.length);
  }

  @Override
  void cutEnd() {
    endLine();
  }

  private void endLine() {
    if (isBlank) {
      clear();
    } else {
      finish(line);
    }
    isBlank = true;
    line++;
  }
}
