package dev.throughline.api.simulate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one sending adds to the files: its line, and the truth that it brings to light. */
final class Lines implements Comparable<Lines> {
  private static final byte[] NOTHING = {};

  private final long sentMillis;
  private final long unit;
  private final int ordinal;
  private final Feed feed;
  private final byte[] line;
  private final byte[] truthEvent;
  private final byte[] truthCase;

  private Lines(Key key, Feed feed, byte[] line, byte[] truthEvent, byte[] truthCase) {
    this.sentMillis = key.sentMillis();
    this.unit = key.unit();
    this.ordinal = key.ordinal();
    this.feed = feed;
    this.line = line;
    this.truthEvent = truthEvent;
    this.truthCase = truthCase;
  }

  /** The order of sending. */
  private record Key(long sentMillis, long unit, int ordinal) {}

  static Lines of(Sending sending, RecordText text) {
    Message message = sending.message();
    boolean isFirst = sending.delivery() == Delivery.FIRST;
    CaseTruth opens = message.opens();
    return new Lines(
        new Key(sending.sentMillis(), sending.unit(), sending.ordinal()),
        message.feed(),
        text.record(sending),
        isFirst ? text.truth(message) : NOTHING,
        isFirst && opens != null ? text.truth(opens) : NOTHING);
  }

  Feed feed() {
    return feed;
  }

  byte[] line() {
    return line;
  }

  /** Where the event belongs; empty when that was said before. */
  byte[] truthEvent() {
    return truthEvent;
  }

  /** The truth about the case, with its first event; empty otherwise. */
  byte[] truthCase() {
    return truthCase;
  }

  @Override
  public int compareTo(Lines other) {
    int byTime = Long.compare(sentMillis, other.sentMillis);
    if (byTime != 0) {
      return byTime;
    }
    int byUnit = Long.compare(unit, other.unit);
    return byUnit != 0 ? byUnit : Integer.compare(ordinal, other.ordinal);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(feed.name());
    out.writeLong(sentMillis);
    out.writeLong(unit);
    out.writeInt(ordinal);
    write(out, line);
    write(out, truthEvent);
    write(out, truthCase);
  }

  private static void write(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  /** Null at the end. */
  static @Nullable Lines read(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    Feed feed = Feed.valueOf(in.readUTF());
    Key key = new Key(in.readLong(), in.readLong(), in.readInt());
    return new Lines(key, feed, part(in), part(in), part(in));
  }

  private static byte[] part(DataInputStream in) throws IOException {
    byte[] part = new byte[in.readInt()];
    in.readFully(part);
    return part;
  }
}
