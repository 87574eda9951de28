package dev.throughline.api.simulate;

/**
 * A message on its way. Ordered by the time of sending; unit and ordinal make the order total.
 *
 * @param sentMillis by the true clock
 * @param unit whose story the message is part of
 * @param ordinal of the sending within its unit
 */
public record Sending(long sentMillis, long unit, int ordinal, Message message, Delivery delivery)
    implements Comparable<Sending> {
  @Override
  public int compareTo(Sending other) {
    int byTime = Long.compare(sentMillis, other.sentMillis);
    if (byTime != 0) {
      return byTime;
    }
    int byUnit = Long.compare(unit, other.unit);
    return byUnit != 0 ? byUnit : Integer.compare(ordinal, other.ordinal);
  }
}
