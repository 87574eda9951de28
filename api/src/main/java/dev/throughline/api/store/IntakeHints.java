package dev.throughline.api.store;

import dev.throughline.model.LogName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last committed batch of each log says about the next one. Only speed depends on it: a
 * wrong hint costs a statement.
 */
final class IntakeHints {
  private static final int MAX_TYPES = 1_000;

  private final Map<LogName, Hint> hints = new ConcurrentHashMap<>();

  /** Whether the log's last batch met a known event, as when a client sends again. */
  boolean expectsKnown(LogName log) {
    return hint(log).metKnown();
  }

  /** Whether the type is known to be listed among the log's object types. */
  boolean isListed(LogName log, String objectType) {
    return hint(log).listed().contains(objectType);
  }

  /** To be called after the commit. */
  void remember(Submissions written, SubmissionWriter.Written result) {
    Set<String> listed = new HashSet<>(hint(written.log()).listed());
    if (listed.size() < MAX_TYPES) {
      listed.addAll(result.objectTypes());
    }
    hints.put(written.log(), new Hint(listed, result.metKnown()));
  }

  private Hint hint(LogName log) {
    return hints.getOrDefault(log, Hint.NOTHING);
  }

  private record Hint(Set<String> listed, boolean metKnown) {
    static final Hint NOTHING = new Hint(Set.of(), false);
  }
}
