package dev.throughline.api.intake;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;

/**
 * The elements of a JSON array. Only brackets and quotes are looked at: whether an element is JSON
 * shows when it is read, so that a bad one does not take the others with it.
 */
final class ArrayCutter extends RecordCutter {
  private Place place = Place.BEFORE;
  private long number = 1;
  private int depth;
  private boolean inText;
  private boolean isEscaped;

  private enum Place {
    BEFORE,
    /** An element must come. */
    AT_ELEMENT,
    /** Behind the opening bracket: an element, or the end. */
    AT_FIRST,
    IN_ELEMENT,
    AFTER
  }

  ArrayCutter(long maxRequest, int maxRecord) {
    super(maxRequest, maxRecord);
  }

  @Override
  void cut(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte next = bytes[i];
      if (place == Place.IN_ELEMENT) {
        if (endsElement(next)) {
          keep(bytes, from, i);
          finish(number++);
          place = next == ',' ? Place.AT_ELEMENT : Place.AFTER;
        }
      } else if (!isSpace(next)) {
        between(next);
        from = i;
      }
    }
    if (place == Place.IN_ELEMENT) {
      keep(bytes, from, bytes.length);
    }
  }

  /** A character that is no space and in no element. */
  private void between(byte next) {
    switch (place) {
      case BEFORE -> {
        if (next != '[') {
          throw new ThroughlineException(
              ErrorCode.BAD_ARGUMENT, "the body must be a JSON array of records");
        }
        place = Place.AT_FIRST;
      }
      case AT_FIRST, AT_ELEMENT -> begin(next);
      case IN_ELEMENT, AFTER ->
          throw new ThroughlineException(
              ErrorCode.BAD_ARGUMENT, "the body must end with the array of records");
    }
  }

  private void begin(byte next) {
    if (next == ']') {
      if (place == Place.AT_ELEMENT) {
        finishBad(number++, ErrorCode.MALFORMED_ROW, "There is no record behind the last comma");
      }
      place = Place.AFTER;
    } else if (next == ',') {
      finishBad(number++, ErrorCode.MALFORMED_ROW, "There is no record between two commas");
      place = Place.AT_ELEMENT;
    } else {
      place = Place.IN_ELEMENT;
      depth = 0;
      inText = false;
      isEscaped = false;
      endsElement(next);
    }
  }

  /** Whether this character stands behind the element that is being read. */
  private boolean endsElement(byte next) {
    if (inText) {
      if (isEscaped) {
        isEscaped = false;
      } else if (next == '\\') {
        isEscaped = true;
      } else if (next == '"') {
        inText = false;
      }
      return false;
    }
    switch (next) {
      case '"' -> inText = true;
      case '{', '[' -> depth++;
      case '}' -> depth--;
      case ']' -> {
        if (depth <= 0) {
          return true;
        }
        depth--;
      }
      case ',' -> {
        return depth <= 0;
      }
      default -> {}
    }
    return false;
  }

  @Override
  void cutEnd() {
    switch (place) {
      case BEFORE ->
          throw new ThroughlineException(
              ErrorCode.BAD_ARGUMENT, "the body must be a JSON array of records");
      case AT_FIRST, AT_ELEMENT, IN_ELEMENT ->
          finishBad(number, ErrorCode.MALFORMED_ROW, "The array breaks off here");
      case AFTER -> {}
    }
  }

  private static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }
}
