package dev.throughline.api.simulate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What a system has to say about one event; it becomes text when it is sent.
 *
 * @param source as the mapping names it, such as {@code wms.north}
 * @param eventId unique within the source
 * @param caseId the case that the event truly belongs to
 * @param recordedMillis when the system knew it, by the true clock; it cannot be sent earlier
 * @param opens the truth about the case, with its first message; null with all others
 */
public record Message(
    Feed feed,
    String source,
    String eventId,
    String caseId,
    long recordedMillis,
    @Nullable CaseTruth opens,
    Body body) {

  /** Writes the record, one JSON object. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json, Sending sending);
  }
}
