package dev.throughline.api.bench;

import dev.throughline.api.bench.SimulatedFeed.EventKey;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.correlation.CorrelationWorker;
import dev.throughline.api.correlation.LogCorrelator;
import dev.throughline.api.security.FirstPassword;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.api.store.Connections;
import dev.throughline.model.CaseId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Links what a simulated retailer sends to a service of its own: how right the links are, how many
 * events are linked in a second, and what a few new ones cost when there are many old ones.
 */
public final class CorrelationLoad {
  private static final int INCREMENTS = 9;
  private static final int INCREMENT = 1_000;
  private static final int GROWTH = 10;
  private static final int WARM_UP = 5;
  private static final int FETCH = 5_000;

  private static final String LINKS =
      """
      SELECT e.source, e.event_id, l.case_id FROM case_link l
      JOIN event e ON e.log_id = l.log_id AND e.number = l.number
      """;

  private final Path directory;
  private final SimulationPlan plan;
  private final long events;

  /**
   * @param directory an empty one for the service's data
   * @param plan about how many events are linked; a few more are sent as increments
   */
  public CorrelationLoad(Path directory, SimulationPlan plan) {
    this.directory = directory;
    this.plan = plan.withEvents(plan.events() * 11 / 10 + 2L * INCREMENTS * INCREMENT);
    this.events = plan.events();
  }

  /**
   * Events that were linked together.
   *
   * @param events that were new
   * @param before events that were there already
   */
  public record Linking(long before, long events, double seconds) {
    public double perSecond() {
      return events / seconds;
    }
  }

  /**
   * How right the links are.
   *
   * @param events whose case is known and that are stored
   * @param right links that the truth has, too
   */
  public record Score(long events, long links, long right) {
    public double precision() {
      return (double) right / links;
    }

    public double recall() {
      return (double) right / events;
    }
  }

  /**
   * What was measured.
   *
   * @param backlogs the first tenth of the events, and the rest
   * @param small increments to the first tenth
   * @param large increments to all
   */
  public record Outcome(
      List<Linking> backlogs, List<Linking> small, List<Linking> large, Score score) {}

  /** Runs it all. */
  public Outcome run() {
    ServiceSettings settings =
        ServiceSettings.DEFAULTS
            .with("throughline.http.port", "0")
            .with("throughline.grpc.port", "0")
            .with("throughline.findings.enabled", "false")
            .with("throughline.data-directory", directory.toString());
    try (RunningService service = ThroughlineService.start(settings)) {
      service.part(CorrelationWorker.class).stop(); // here it is called by hand
      SimulatedFeed feed = new SimulatedFeed(plan, post(service, directory));
      LogCorrelator correlator = service.part(LogCorrelator.class);
      List<Linking> backlogs = new ArrayList<>();
      long sent = events / GROWTH;
      feed.send(sent);
      backlogs.add(link(correlator, 0));
      warmUp(service.part(Connections.class), correlator);
      List<Linking> small = increments(feed, correlator, backlogs.get(0).events());
      feed.send(events - sent - (long) INCREMENTS * INCREMENT);
      long before = sum(backlogs) + sum(small);
      backlogs.add(link(correlator, before));
      List<Linking> large = increments(feed, correlator, before + backlogs.get(1).events());
      return new Outcome(
          backlogs, small, large, score(service.part(Connections.class), feed.truth()));
    }
  }

  /**
   * Where events are sent to.
   *
   * @throws IllegalStateException when the folder is not a new one
   */
  static EventPost post(RunningService service, Path directory) {
    String password =
        service
            .firstPassword()
            .orElseThrow(() -> new IllegalStateException(directory + " must be a new folder"));
    return new EventPost(service.address(), EventPost.basic(FirstPassword.USER, password));
  }

  /** Links what is linked already, which changes nothing. */
  private static void warmUp(Connections connections, LogCorrelator correlator) {
    for (int i = 0; i < WARM_UP; i++) {
      connections
          .inTransaction(c -> Connections.update(c, "UPDATE correlation SET processed = 0"))
          .blockLast();
      correlator.correlateAll().blockLast();
    }
  }

  private static List<Linking> increments(
      SimulatedFeed feed, LogCorrelator correlator, long alreadyThere) {
    List<Linking> increments = new ArrayList<>();
    for (int i = 0; i < INCREMENTS; i++) {
      feed.send(INCREMENT);
      increments.add(link(correlator, alreadyThere + sum(increments)));
    }
    return increments;
  }

  private static long sum(List<Linking> linkings) {
    return linkings.stream().mapToLong(Linking::events).sum();
  }

  private static Linking link(LogCorrelator correlator, long before) {
    long start = System.nanoTime();
    long linked =
        Objects.requireNonNull(
            correlator
                .correlateAll()
                .map(LogCorrelator.Step::events)
                .reduce(0L, Long::sum)
                .block());
    return new Linking(before, linked, (System.nanoTime() - start) / 1e9);
  }

  private record StoredLink(EventKey event, CaseId caseId) {}

  private static Score score(Connections connections, Map<EventKey, CaseId> truth) {
    List<StoredLink> links =
        Objects.requireNonNull(
            connections
                .inTransaction(
                    c ->
                        Connections.query(
                            c,
                            FETCH,
                            row ->
                                new StoredLink(
                                    new EventKey(
                                        Objects.requireNonNull(row.get(0, String.class)),
                                        Objects.requireNonNull(row.get(1, String.class))),
                                    new CaseId(Objects.requireNonNull(row.get(2, String.class)))),
                            LINKS))
                .collectList()
                .block());
    long right =
        links.stream().filter(link -> link.caseId().equals(truth.get(link.event()))).count();
    return new Score(truth.size(), links.size(), right);
  }
}
