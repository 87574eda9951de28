package dev.throughline.api.simulate;

import java.util.function.Consumer;

/** Takes what is told about one unit and gives it to the transport. */
public final class Story {
  private final long unit;
  private final Dice dice;
  private final Transport transport;
  private final Consumer<Sending> sink;
  private int sendings;

  Story(long unit, Dice dice, Transport transport, Consumer<Sending> sink) {
    this.unit = unit;
    this.dice = dice;
    this.transport = transport;
    this.sink = sink;
  }

  public void tell(Message message) {
    transport.carry(message, dice, this::send);
  }

  private void send(Message message, long sentMillis, Delivery delivery) {
    sink.accept(new Sending(sentMillis, unit, sendings++, message, delivery));
  }
}
