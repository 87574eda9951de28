package dev.throughline.api.simulate;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.LocalClock.HOUR;
import static dev.throughline.api.simulate.LocalClock.MINUTE;

/**
 * The ways from the systems to us: the ERP exports every five minutes, the warehouses send at once
 * unless a terminal or the line is off, suppliers come through a gateway. Now and then a record
 * comes late, twice, or damaged.
 */
final class Transport {
  private static final long EXPORT = 5 * MINUTE;
  private static final double SENT_AGAIN = 0.010;
  private static final double DAMAGED = 0.0008;
  private static final double OUTAGES_PER_DAY = 1.0 / 12;

  private final long seed;

  Transport(long seed) {
    this.seed = seed;
  }

  /** Takes a message with its time and manner. */
  @FunctionalInterface
  interface Line {
    void send(Message message, long sentMillis, Delivery delivery);
  }

  void carry(Message message, Dice dice, Line line) {
    long sent = sentMillis(message, dice);
    if (dice.chance(DAMAGED)) {
      line.send(message, sent, Delivery.DAMAGED);
      sent += dice.between(HOUR, DAY);
    }
    line.send(message, sent, Delivery.FIRST);
    if (dice.chance(SENT_AGAIN)) {
      long later = dice.chance(0.5) ? dice.between(20_000, HOUR) : dice.between(HOUR, 36 * HOUR);
      line.send(message, sent + later, Delivery.AGAIN);
    }
  }

  private long sentMillis(Message message, Dice dice) {
    long ready = message.recordedMillis();
    return switch (message.feed()) {
      case ERP -> {
        long export = Math.floorDiv(ready, EXPORT) * EXPORT + EXPORT;
        yield afterOutage(message.source(), export, dice) + dice.between(0, 20_000);
      }
      case WMS -> {
        long late = dice.chance(0.02) ? dice.between(HOUR, 30 * HOUR) : dice.exponential(8_000);
        yield afterOutage(message.source(), ready + 500 + late, dice);
      }
      case SUPPLIER_INVOICES -> {
        long late = dice.chance(0.03) ? dice.between(12 * HOUR, 3 * DAY) : 0;
        yield ready + MINUTE + dice.exponential(12 * MINUTE) + late;
      }
    };
  }

  /** What waits for an outage to end comes in no order within ten minutes. */
  private long afterOutage(String source, long millis, Dice dice) {
    long day = Math.floorDiv(millis, DAY);
    if (Dice.share(seed, 11, source.hashCode(), day) >= OUTAGES_PER_DAY) {
      return millis;
    }
    long from = day * DAY + (long) (Dice.share(seed, 12, source.hashCode(), day) * 14 * HOUR);
    long to = from + 2 * HOUR + (long) (Dice.share(seed, 13, source.hashCode(), day) * 8 * HOUR);
    return millis >= from && millis < to ? to + dice.between(0, 10 * MINUTE) : millis;
  }
}
