package dev.throughline.ingest.store;

import java.util.List;

/**
 * What became of a {@link Submission}, committed.
 *
 * @param rejectionIds under which its rejections are kept, in their order
 */
public record Acknowledgement(IntakeCount count, List<Long> rejectionIds) {
  public Acknowledgement {
    rejectionIds = List.copyOf(rejectionIds);
    if (count.quarantined() != rejectionIds.size()) {
      throw new IllegalArgumentException(
          "rejectionIds must be %d, were %d".formatted(count.quarantined(), rejectionIds.size()));
    }
  }
}
