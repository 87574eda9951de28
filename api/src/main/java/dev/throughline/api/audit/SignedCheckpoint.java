package dev.throughline.api.audit;

/**
 * A checkpoint as it was read, not yet believed.
 *
 * @param text as it was signed, with the line end of its last line
 * @param signature the line behind the text
 */
record SignedCheckpoint(String text, String signature) {
  private static final int LINES = 4;

  /** Text, an empty line, the signature, an empty line. */
  String note() {
    return text + "\n" + signature + "\n\n";
  }

  /** The four lines of the text; empty ones where it has fewer. */
  String line(int index) {
    String[] lines = text.split("\n", -1);
    return lines.length == LINES + 1 ? lines[index] : "";
  }

  String origin() {
    return line(0);
  }

  /** How many entries it covers; -1 when it does not say. */
  long size() {
    return line(1).matches("\\d{1,18}") ? Long.parseLong(line(1)) : -1;
  }

  /** The last entry's hash in base64. */
  String root() {
    return line(2);
  }
}
