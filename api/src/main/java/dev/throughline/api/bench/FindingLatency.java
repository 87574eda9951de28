package dev.throughline.api.bench;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.findings.FindingJob;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.api.store.Connections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How soon a discrepancy is found after its events were committed, in a service of its own with
 * simulated history: from the answer to the request that brought the events to the moment at which
 * the finding can be read.
 */
public final class FindingLatency {
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 9;
  private static final Duration MAX_PAUSE = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String BACKLOG =
      """
      SELECT (SELECT count(*) FROM dirty_case)
        + (SELECT coalesce(sum(l.watermark - coalesce(c.processed, 0)), 0)::bigint
           FROM log l LEFT JOIN correlation c ON c.log_id = l.id)
      """;
  private static final String FOUND =
      "SELECT count(*) FROM finding WHERE case_id = $1 AND type = 'quantity-short'"
          + " AND log_id IN (SELECT id FROM log)";
  private static final String MARK =
      """
      INSERT INTO dirty_case (log_id, leading_type, case_id)
      SELECT log_id, 'purchase order line', case_id FROM case_state ORDER BY case_id LIMIT 1
      """;

  private final Path directory;
  private final SimulationPlan plan;
  private final int cases;

  /**
   * @param directory an empty one for the service's data
   * @param plan about how many events are sent before the last measurement
   * @param cases that are measured with each history
   */
  public FindingLatency(Path directory, SimulationPlan plan, int cases) {
    this.directory = directory;
    this.plan = plan;
    this.cases = cases;
  }

  /**
   * What was measured with a history.
   *
   * @param events that were there before
   * @param findings that were there before
   * @param backlogSeconds from the last commit of the history until all of it was looked at
   * @param millis from commit to finding, of each case, sorted
   * @param roundMillis that a look at one case takes, of each, sorted
   */
  public record Figures(
      long events,
      long findings,
      double backlogSeconds,
      List<Double> millis,
      List<Double> roundMillis) {}

  /**
   * Runs it all.
   *
   * @param histories numbers of records that are sent before each measurement, rising
   * @param sink gets the figures of each as soon as they are known
   */
  public void run(List<Long> histories, Consumer<Figures> sink) {
    ServiceSettings settings =
        ServiceSettings.DEFAULTS
            .with("throughline.http.port", "0")
            .with("throughline.grpc.port", "0")
            .with("throughline.data-directory", directory.toString());
    try (RunningService service = ThroughlineService.start(settings)) {
      Measurement measurement =
          new Measurement(service, CorrelationLoad.post(service, directory), plan);
      long sent = 0;
      for (long history : histories) {
        measurement.feed.send(history - sent);
        sent = history;
        sink.accept(measurement.run(cases));
      }
    }
  }

  private static final class Measurement {
    private final EventPost post;
    private final SimulatedFeed feed;
    private final Connections connections;
    private final FindingJob job;
    private final SplittableRandom random;
    private int nextCase = 1;

    Measurement(RunningService service, EventPost post, SimulationPlan plan) {
      this.post = post;
      this.feed = new SimulatedFeed(plan, post);
      this.connections = service.part(Connections.class);
      this.job = service.part(FindingJob.class);
      this.random = new SplittableRandom(plan.seed());
    }

    Figures run(int cases) {
      double backlogSeconds = await(() -> number(BACKLOG) == 0);
      long events = number("SELECT coalesce(sum(events), 0)::bigint FROM log");
      long findings = number("SELECT count(*) FROM finding");
      for (int i = 0; i < WARM_UP; i++) {
        fromCommitToFinding();
      }
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < cases; i++) {
        LockSupport.parkNanos(random.nextLong(MAX_PAUSE.toNanos())); // at any time of an interval
        millis.add(fromCommitToFinding());
      }
      millis.sort(Double::compare);
      return new Figures(events, findings, backlogSeconds, millis, rounds());
    }

    private double fromCommitToFinding() {
      String line = "77%08d/10".formatted(nextCase++);
      long accepted = post.send(EventPost.CANONICAL, shortDelivery(line));
      if (accepted != 4) {
        throw new IllegalStateException("accepted %d of 4 events".formatted(accepted));
      }
      return await(() -> number(FOUND, line) == 1) * 1_000;
    }

    /** Looks at one case, with nothing else to do. */
    private List<Double> rounds() {
      job.stop();
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        connections.inTransaction(c -> Connections.update(c, MARK)).blockLast();
        long start = System.nanoTime();
        job.refresh().block();
        millis.add((System.nanoTime() - start) / 1e6);
      }
      job.start();
      millis.sort(Double::compare);
      return millis;
    }

    private long number(String sql, Object... parameters) {
      return Objects.requireNonNull(
          connections
              .inTransaction(
                  c ->
                      Connections.query(
                          c,
                          1,
                          row -> Objects.requireNonNull(row.get(0, Long.class)),
                          sql,
                          parameters))
              .blockLast());
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  /** In seconds. */
  private static double await(Condition condition) {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("nothing was found within " + PATIENCE);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** 12 ordered, 10 received and posted, 12 invoiced. */
  private static byte[] shortDelivery(String line) {
    Instant start = Instant.now().minus(Duration.ofDays(9));
    return (event(line, "Purchase order released", start, 12)
            + event(line, "Goods received", start.plus(Duration.ofDays(5)), 10)
            + event(line, "Receipt posted", start.plus(Duration.ofDays(5)).plusSeconds(3_600), 10)
            + event(line, "Invoice received", start.plus(Duration.ofDays(6)), 12))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String event(String line, String activity, Instant at, int quantity) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s %s\",\"source\":\"bench\",\"activity\":\"%s\",\"occurredAt\":\"%s\","
            + "\"objects\":[{\"type\":\"purchase order line\",\"id\":\"%s\"}],"
            + "\"attributes\":{\"quantity\":%d,\"unit\":\"EA\",\"price\":2.50,"
            + "\"currency\":\"EUR\"}}\n",
        line,
        activity,
        activity,
        at,
        line,
        quantity);
  }
}
