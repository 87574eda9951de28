package dev.throughline.api.approval;

import dev.throughline.model.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about a finding.
 *
 * @param action what was proposed; null for every other step
 * @param comment null when they wrote none
 * @param reason the cause that was confirmed; null for every other step
 */
public record StepTaken(
    Step step,
    String by,
    Instant at,
    @Nullable String action,
    @Nullable String comment,
    @Nullable Reason reason) {}
