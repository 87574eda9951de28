package dev.throughline.api.commandline;

import dev.throughline.ingest.store.IntakeCount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A program that sends events. It notes what it sends before it sends it, and what was acknowledged
 * when it hears it; what was not, it sends again. Its notes outlive the service, and they are what
 * a test believes.
 */
final class FeedClient {
  private static final int RECORDS = 20;
  private static final int WINDOW = 4;
  private static final int ONE_IN_REPEATED = 10;

  /**
   * Records that are sent together.
   *
   * @param number from 0 in the order of making
   * @param records canonical events in JSON, a few of them repeated and one of them bad
   * @param events the ids of the good ones
   */
  record Delivery(long number, List<String> records, Set<String> events) {}

  private final String source;
  private final SplittableRandom random;
  private final List<Delivery> sent = new ArrayList<>();
  private final Map<Long, IntakeCount> acknowledged = new ConcurrentSkipListMap<>();
  private int events;
  private long recordsSent;

  /**
   * @param source the system that its events come from, of no other client
   */
  FeedClient(String source, long seed) {
    this.source = source;
    this.random = new SplittableRandom(seed);
  }

  /** Sends on and on, first what was not acknowledged, until the line breaks. */
  void sendUntilCutOff(FeedLine line) {
    List<Delivery> next = unacknowledged();
    do {
      while (next.size() < WINDOW) {
        next.add(newDelivery());
      }
      send(next, line);
      next = unacknowledged();
    } while (next.isEmpty());
  }

  /** Sends what was not acknowledged; now the service must answer. */
  void finish(FeedLine line) {
    send(unacknowledged(), line);
    if (!unacknowledged().isEmpty()) {
      throw new AssertionError("the service does not answer " + source);
    }
  }

  private void send(List<Delivery> deliveries, FeedLine line) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      recordsSent += delivery.records().size();
      answers.add(
          line.send(delivery)
              .thenAccept(count -> acknowledged.put(delivery.number(), count))
              .exceptionally(FeedClient::expectCutOff));
    }
    answers.forEach(CompletableFuture::join);
  }

  /** Only the end of the service may keep an answer back; an answer that refuses is an error. */
  private static Void expectCutOff(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof AssertionError refused) {
      throw refused;
    }
    return null;
  }

  private Delivery newDelivery() {
    List<String> records = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 1; i < RECORDS; i++) {
      boolean again = events > 0 && random.nextInt(ONE_IN_REPEATED) == 0;
      String id = source + "-" + (again ? random.nextInt(events) : events++);
      ids.add(id);
      records.add(record(id, "2026-03-01T10:00:00Z"));
    }
    records.add(random.nextInt(RECORDS), record("bad", "never"));
    Delivery made = new Delivery(sent.size(), records, ids);
    sent.add(made);
    return made;
  }

  private String record(String id, String time) {
    return """
        {"id":"%s","source":"%s","activity":"Goods received","occurredAt":"%s",\
        "objects":[{"type":"goods receipt","id":"%s"}]}"""
        .formatted(id, source, time, id);
  }

  /** In the order of making. */
  List<Delivery> unacknowledged() {
    return new ArrayList<>(
        sent.stream().filter(made -> !acknowledged.containsKey(made.number())).toList());
  }

  String source() {
    return source;
  }

  List<Delivery> sent() {
    return sent;
  }

  /** The committed counts by the number of their delivery; grows while the client sends. */
  Map<Long, IntakeCount> acknowledged() {
    return acknowledged;
  }

  /** Each as often as it was sent. */
  long recordsSent() {
    return recordsSent;
  }
}
