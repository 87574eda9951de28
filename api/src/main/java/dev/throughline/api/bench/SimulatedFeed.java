package dev.throughline.api.bench;

import dev.throughline.api.simulate.Delivery;
import dev.throughline.api.simulate.Feed;
import dev.throughline.api.simulate.Sending;
import dev.throughline.api.simulate.Sent;
import dev.throughline.api.simulate.Simulation;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.model.CaseId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a service what the systems of a simulated retailer send, in the order of sending, and keeps
 * the truth about it. Each feed goes through its mapping.
 */
final class SimulatedFeed {
  private static final int PORTION = 6_000;

  private final Iterator<Sent> records;
  private final EventPost post;
  private final Map<EventKey, CaseId> truth = new HashMap<>();

  /** How a source knows an event. */
  record EventKey(String source, String event) {}

  SimulatedFeed(SimulationPlan plan, EventPost post) {
    this.records = new Simulation(plan).records();
    this.post = post;
  }

  /**
   * Sends so many records and waits until they are committed.
   *
   * @return events that were accepted: what comes again or damaged is none
   * @throws IllegalStateException when the simulation has fewer
   */
  long send(long count) {
    long accepted = 0;
    for (long left = count; left > 0; left -= PORTION) {
      accepted += sendPortion((int) Math.min(PORTION, left));
    }
    return accepted;
  }

  private long sendPortion(int size) {
    Map<Feed, StringBuilder> bodies = new EnumMap<>(Feed.class);
    for (int i = 0; i < size; i++) {
      if (!records.hasNext()) {
        throw new IllegalStateException("the simulation has no more records");
      }
      Sent sent = records.next();
      bodies
          .computeIfAbsent(sent.feed(), feed -> new StringBuilder())
          .append(sent.text())
          .append('\n');
      note(sent.sending());
    }
    List<CompletableFuture<Long>> sums = new ArrayList<>();
    bodies.forEach(
        (feed, body) ->
            sums.add(
                CompletableFuture.supplyAsync(
                    () ->
                        post.send(
                            feed.mapping(), body.toString().getBytes(StandardCharsets.UTF_8)))));
    return sums.stream().mapToLong(CompletableFuture::join).sum();
  }

  private void note(Sending sending) {
    if (sending.delivery() != Delivery.DAMAGED) {
      truth.put(
          new EventKey(sending.message().source(), sending.message().eventId()),
          new CaseId(sending.message().caseId()));
    }
  }

  /** The case of every sound event that was sent. */
  Map<EventKey, CaseId> truth() {
    return Collections.unmodifiableMap(truth);
  }
}
