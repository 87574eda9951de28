package dev.throughline.api.findings;

import dev.throughline.model.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** In which order findings are listed; equal ones by id. */
public enum FindingOrder {
  /** The most money first, in the smallest unit of each finding's currency. */
  EXPOSURE("f.exposure_minor", "DESC", "<"),
  /** The oldest first. */
  AGE("f.opened_at", "ASC", ">");

  private final String column;
  private final String direction;
  private final String follows;

  FindingOrder(String column, String direction, String follows) {
    this.column = column;
    this.direction = direction;
    this.follows = follows;
  }

  /** Where a finding stands in this order. */
  long position(Finding finding) {
    return switch (this) {
      case EXPOSURE -> finding.exposure().minorUnits();
      case AGE -> ChronoUnit.MICROS.between(Instant.EPOCH, finding.openedAt());
    };
  }

  String orderBy() {
    return column + " " + direction + ", f.id";
  }

  /** The condition that a row follows a position; parameters: the position, the id. */
  String follows(String position, String id) {
    String value =
        this == AGE
            ? "(timestamptz 'epoch' + %s::bigint * interval '1 microsecond')".formatted(position)
            : position + "::bigint";
    return "(%1$s %2$s %3$s OR (%1$s = %3$s AND f.id > %4$s))"
        .formatted(column, follows, value, id);
  }
}
