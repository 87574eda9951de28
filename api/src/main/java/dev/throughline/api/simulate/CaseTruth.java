package dev.throughline.api.simulate;

import dev.throughline.model.CaseId;
import dev.throughline.model.Reason;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What is true about one case, which no system knows.
 *
 * @param cause of its discrepancy; null when nothing went wrong
 * @param month in which it began, on the retailer's clocks
 */
public record CaseTruth(CaseId id, @Nullable Reason cause, YearMonth month) {}
