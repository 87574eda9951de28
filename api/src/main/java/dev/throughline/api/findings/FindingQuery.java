package dev.throughline.api.findings;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a sorted list of findings.
 *
 * @param after the last row that is known already; null for the first rows
 * @param limit rows at most
 */
public record FindingQuery(
    FindingFilter filter, FindingOrder order, @Nullable Position after, int limit) {
  public static final int MAX_LIMIT = 10_000;

  public FindingQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be in 1..%d, was %d".formatted(MAX_LIMIT, limit));
    }
  }

  /** The first rows. */
  public static FindingQuery first(FindingFilter filter, FindingOrder order, int limit) {
    return new FindingQuery(filter, order, null, limit);
  }

  /** A row's place in a list: rows that come or change meanwhile do not move it. */
  public record Position(long value, FindingId id) {

    /** The place of a finding in an order. */
    public static Position of(Finding finding, FindingOrder order) {
      return new Position(order.position(finding), finding.id());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws ThroughlineException {@code BAD_ARGUMENT} for anything else
     */
    public static Position parse(String text) {
      int cut = text.indexOf('/');
      try {
        return new Position(
            Long.parseLong(text, 0, Math.max(cut, 0), 10),
            new FindingId(Long.parseLong(text, cut + 1, text.length(), 10)));
      } catch (IllegalArgumentException forged) {
        throw new ThroughlineException(
            ErrorCode.BAD_ARGUMENT, "'" + text + "' is no place in a list of exceptions");
      }
    }

    @Override
    public String toString() {
      return value + "/" + id;
    }
  }
}
