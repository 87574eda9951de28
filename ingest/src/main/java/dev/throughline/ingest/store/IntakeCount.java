package dev.throughline.ingest.store;

/**
 * The ledger of an import: every record received is accepted, a duplicate, or in quarantine.
 * Nothing else exists.
 *
 * @param received records read from the input
 * @param accepted events stored
 * @param duplicate events that were stored before, by source and event id
 * @param quarantined records kept with the reason for which they were not accepted
 */
public record IntakeCount(long received, long accepted, long duplicate, long quarantined) {
  public static final IntakeCount ZERO = new IntakeCount(0, 0, 0, 0);

  public IntakeCount {
    if (received != accepted + duplicate + quarantined) {
      throw new IllegalArgumentException(
          "received must equal accepted + duplicate + quarantined, was %d and %d + %d + %d"
              .formatted(received, accepted, duplicate, quarantined));
    }
  }

  public IntakeCount plus(IntakeCount other) {
    return new IntakeCount(
        Math.addExact(received, other.received),
        Math.addExact(accepted, other.accepted),
        Math.addExact(duplicate, other.duplicate),
        Math.addExact(quarantined, other.quarantined));
  }
}
