package dev.throughline.ingest.read;

import dev.throughline.model.Event;

/**
 * An accepted event as its reader sees it. One object is reused for all events of a file: it is
 * valid only during the call that hands it over. Mining takes the slices; storing takes {@link
 * #toEvent}.
 */
public interface EventRow {

  /** The id of the leading object; empty only when OCEL is read without a leading type. */
  Utf8Slice caseId();

  /** Never empty. */
  Utf8Slice activity();

  /** When it happened: microseconds since 1970-01-01T00:00:00Z. */
  long occurredAtMicros();

  /** The name of the source system; never empty. */
  Utf8Slice source();

  /** Who did it; empty when not known. */
  Utf8Slice resource();

  /** In which role or group; empty when not known. */
  Utf8Slice role();

  /** The position in the file, from 0, over accepted and rejected events alike. */
  long sequence();

  /**
   * The value of a case attribute that {@link ReadOptions#caseAttributes} asked for, written as
   * text; empty when absent.
   *
   * @param index into that list
   */
  Utf8Slice caseAttribute(int index);

  /** The whole event with all its attributes and objects, independent of this row. */
  Event toEvent();
}
