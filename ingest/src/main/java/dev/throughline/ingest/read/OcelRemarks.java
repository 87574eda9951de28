package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands over each finding once, however often it holds, and at most {@value #MAX} different ones.
 */
final class OcelRemarks {
  private static final int MAX = 200;

  private final String file;
  private final LogSink sink;
  private final Set<String> seen = new HashSet<>();

  OcelRemarks(String file, LogSink sink) {
    this.file = file;
    this.sink = sink;
  }

  void add(ErrorCode code, String message, long line, @Nullable String field) {
    if (seen.size() < MAX && seen.add(message)) {
      sink.finding(new Rejection(code, message, new Location(file, line, field), ""));
    }
  }
}
