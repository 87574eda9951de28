package dev.throughline.ingest.read;

/** Whether bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF). */
final class CsvUtf8 {

  static boolean isValid(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to) {
      int length = bytes[p] >= 0 ? 1 : sequenceLength(bytes, p, to);
      if (length == 0) {
        return false;
      }
      p += length;
    }
    return true;
  }

  /** How many bytes the character at {@code from} has; 0 when there is none. */
  static int sequenceLength(byte[] bytes, int from, int to) {
    int lead = bytes[from] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || to - from < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[from + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return isSecondAllowed(lead, bytes[from + 1] & 0xff) ? length : 0;
  }

  private static boolean isSecondAllowed(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  /** How many UTF-16 code units the valid UTF-8 has, which is a string's length. */
  static int lengthInChars(byte[] bytes, int from, int to) {
    int chars = 0;
    for (int p = from; p < to; p++) {
      int unit = bytes[p] & 0xff;
      chars += unit >= 0xf0 ? 2 : (unit & 0xc0) == 0x80 ? 0 : 1;
    }
    return chars;
  }

  private CsvUtf8() {}
}
