package dev.throughline.ingest.map;

import dev.throughline.model.ErrorCode;
import java.util.List;

/**
 * Something about a table that only its owner knows.
 *
 * @param code the error that reading without an answer gives
 * @param sentence the question, for its user
 * @param key the key of {@link MappingProposal#withOverrides} that answers it
 * @param candidates possible answers; empty when there are too many to list
 */
public record MappingQuestion(
    ErrorCode code, String sentence, String key, List<String> candidates) {
  public MappingQuestion {
    candidates = List.copyOf(candidates);
  }
}
