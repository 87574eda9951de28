package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;

/** Where a wrong attribute is told: a remark on the log or its traces, the end of an event. */
interface XesProblems {

  /**
   * Takes note of something wrong at the current element.
   *
   * @param field the key that is wrong
   * @param raw the attribute as it stood in the file
   */
  void report(ErrorCode code, String message, String field, String raw);
}
