package dev.throughline.api.triage;

import dev.throughline.ai.triage.Advice;
import dev.throughline.model.FindingId;
import java.time.Instant;

/**
 * Advice as it is kept.
 *
 * @param id grows with every advice
 * @param findingVersion of the finding, after the advice was stored
 * @param at when
 * @param summary plain text, of the template or of a language model that was checked
 * @param summaryBy who wrote it
 */
public record StoredAdvice(
    long id,
    FindingId finding,
    long findingVersion,
    Instant at,
    Advice advice,
    String summary,
    String summaryBy) {}
