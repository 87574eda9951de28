package dev.throughline.api.simulate;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sendings of a part of all units, in order. Holds what is on its way: what units begun so far
 * will send later.
 */
final class SendingStream {
  /*
   * A unit sends nothing before the day on which it begins. So when all units of a day are told,
   * everything before the next day is final, and the heap holds only what is still to come.
   */
  private final Simulation simulation;
  private final int part;
  private final int parts;
  private final PriorityQueue<Sending> pending = new PriorityQueue<>();
  private int day;
  private long dayMillis;
  private int largest;

  SendingStream(Simulation simulation, int part, int parts) {
    this.simulation = simulation;
    this.part = part;
    this.parts = parts;
    this.dayMillis = simulation.schedule().dayMillis(0);
  }

  /** Null after the last. */
  @Nullable Sending next() {
    while (day < simulation.plan().days() && !isFinal(pending.peek())) {
      tellDay();
    }
    Sending next = pending.peek();
    if (next == null || next.sentMillis() >= simulation.endMillis()) {
      return null;
    }
    return pending.poll();
  }

  private boolean isFinal(@Nullable Sending sending) {
    return sending != null && sending.sentMillis() < dayMillis;
  }

  private void tellDay() {
    long from = simulation.schedule().firstUnit(day, simulation.units());
    long to = simulation.schedule().firstUnit(day + 1, simulation.units());
    for (long unit = from + Math.floorMod(part - from, (long) parts); unit < to; unit += parts) {
      simulation.tell(unit, simulation.schedule().startMillis(day, unit), this::add);
    }
    largest = Math.max(largest, pending.size());
    dayMillis = simulation.schedule().dayMillis(++day);
  }

  private void add(Sending sending) {
    if (sending.sentMillis() < simulation.endMillis()) {
      pending.add(sending);
    }
  }

  /** The most sendings that were on their way at once. */
  int largestPending() {
    return largest;
  }
}
