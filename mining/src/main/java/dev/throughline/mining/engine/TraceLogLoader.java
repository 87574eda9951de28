package dev.throughline.mining.engine;

import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;

/** Brings the events of a stored log together by case, ready for questions. */
public interface TraceLogLoader {

  /**
   * Loads all events of the log up to the watermark, inclusive, with all case attributes that have
   * at most {@value #MAX_ATTRIBUTE_VALUES} distinct values.
   *
   * @param leadingType the object type whose objects are the cases
   */
  TraceLog load(LogName log, ObjectType leadingType, long watermark);

  /**
   * Case attributes with more values identify cases rather than group them, and cannot be filtered
   * by.
   */
  int MAX_ATTRIBUTE_VALUES = 10_000;
}
