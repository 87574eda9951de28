package dev.throughline.api.demo;

import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.api.approval.Decisions;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.correlation.CorrelationWorker;
import dev.throughline.api.correlation.LogCorrelator;
import dev.throughline.api.demo.DemoOutcome.Login;
import dev.throughline.api.demo.DemoProgress.Step;
import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingJob;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.reports.HealthReports;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.simulate.Simulation;
import dev.throughline.api.store.Connections;
import dev.throughline.api.triage.CaseLabels;
import dev.throughline.api.triage.ResolvedCases;
import dev.throughline.api.triage.Training;
import dev.throughline.api.triage.Triage;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import reactor.core.publisher.Mono;

/**
 * Shows the whole path in a running service: events are sent over REST, cases and exceptions are
 * found, people decide on the older ones, a model learns from what they said and advises on the
 * younger ones, and a report is written. Each step is done once in a data directory, whatever cuts
 * it off.
 */
public final class Demo {
  private static final String QUALITY = "quality";
  private static final long TRAINING_SEED = 1;

  private final RunningService service;
  private final DemoPlan plan;
  private final DemoProgress progress;
  private final DemoListener listener;
  private final Path directory;
  private final DemoPeople people;
  private final DemoQueue queue;

  private Demo(
      RunningService service, DemoPlan wanted, DemoProgress progress, DemoListener listener) {
    this.service = service;
    this.plan = wanted.startingOn(progress.from());
    this.progress = progress;
    this.listener = listener;
    this.directory = directory(service);
    this.people = new DemoPeople(service.part(UserAccounts.class));
    this.queue = new DemoQueue(service.part(FindingStore.class), service.part(Triage.class));
  }

  /**
   * Begins, or goes on where an earlier start ended. Blocks until everything is there.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} when the service has events of its own, when
   *     another plan was begun there, or when the service neither finds nor advises
   */
  public static DemoOutcome run(RunningService service, DemoPlan plan, DemoListener listener)
      throws IOException {
    requireParts(service);
    if (!DemoProgress.exists(directory(service))) {
      requireEmpty(service);
    }
    DemoProgress progress = DemoProgress.of(directory(service), plan);
    return new Demo(service, plan, progress, listener).run();
  }

  private static Path directory(RunningService service) {
    return service.part(ThroughlineProperties.class).dataDirectory().resolve("demo");
  }

  /** The log that simulated events go to. */
  public static LogName log(RunningService service) {
    return new LogName(service.part(ThroughlineProperties.class).intake().log());
  }

  private static void requireParts(RunningService service) {
    try {
      service.part(FindingJob.class);
      service.part(Triage.class);
    } catch (NoSuchBeanDefinitionException off) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "the demo needs throughline.findings.enabled and throughline.triage.enabled",
          null,
          off);
    }
  }

  private static void requireEmpty(RunningService service) {
    LogName log = log(service);
    boolean isThere =
        get(service.part(EventStore.class).logs().any(stored -> stored.name().equals(log)));
    if (isThere) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "this data directory has events of its own in the log '%s'; give the demo another --data"
              .formatted(log.value()));
    }
  }

  private DemoOutcome run() throws IOException {
    if (!progress.isDone(Step.SHOWN)) { // later, who is there is the administrator's to say
      people.hire();
    }
    once(Step.SIMULATED, this::simulate);
    if (!progress.isDone(Step.FOUND)) {
      load();
    }
    once(Step.DECIDED, this::decide);
    once(Step.TRAINED, this::train);
    once(Step.PROPOSED, this::propose);
    once(Step.REPORTED, this::report);
    List<Login> logins = logins();
    return new DemoOutcome(
        logins,
        get(service.part(FindingStore.class).count(FindingFilter.OPEN)),
        List.of(pdf(), html()),
        progress.note(QUALITY).orElse(""));
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void once(Step step, Work work) throws IOException {
    if (!progress.isDone(step)) {
      work.run();
      progress.done(step);
    }
  }

  private Path files() {
    return directory.resolve("retailer");
  }

  private void simulate() throws IOException {
    Simulation.Written written = new Simulation(plan.simulation()).writeTo(files());
    did("simulated %,d records of %,d cases", written.allRecords(), written.cases());
  }

  /**
   * Half a year is loaded at once: a case that is looked at before all of it is there would look
   * late, so correlation and the finding job wait until it is.
   */
  private void load() throws IOException {
    CorrelationWorker correlation = service.part(CorrelationWorker.class);
    FindingJob job = service.part(FindingJob.class);
    correlation.stop();
    job.stop();
    try {
      once(Step.SENT, this::send);
      correlate();
      did("looked at %,d cases", get(job.refresh()));
      progress.done(Step.FOUND);
    } finally {
      correlation.start();
      job.start();
    }
  }

  private void send() {
    DemoFeed feed =
        new DemoFeed(
            service.address(), DemoPeople.SENDER.name(), people.newPassword(DemoPeople.SENDER));
    DemoFeed.Sent sent = get(feed.send(files(), count -> listener.at(count, "records sent")));
    did(
        "sent %,d records: %,d accepted, %,d sent before, %,d quarantined",
        sent.received(), sent.accepted(), sent.duplicate(), sent.quarantined());
  }

  private void correlate() {
    AtomicLong events = new AtomicLong();
    service
        .part(LogCorrelator.class)
        .correlateAll()
        .doOnNext(step -> listener.at(events.addAndGet(step.events()), "events correlated"))
        .blockLast();
    did("correlated %,d events", events.get());
  }

  private void decide() throws IOException {
    queue.awaitAdvice();
    Set<FindingId> confirmed =
        get(resolved().confirmed().map(known -> known.finding().id()).collect(Collectors.toSet()));
    long decided =
        get(
            history()
                .play(
                    plan.recentFrom(),
                    confirmed,
                    count -> listener.at(count, "exceptions dealt with")));
    did("people dealt with %,d older exceptions", decided);
  }

  private DemoHistory history() throws IOException {
    return new DemoHistory(
        service.part(Decisions.class),
        service.part(FindingStore.class),
        service.part(ProcessPack.class),
        CaseLabels.read(files().resolve(Simulation.TRUTH_CASES)),
        plan.simulation().seed());
  }

  private ResolvedCases resolved() {
    return new ResolvedCases(service.part(Connections.class));
  }

  private void train() throws IOException {
    Training.Trained trained =
        Training.train(get(resolved().confirmed().collectList()), TRAINING_SEED);
    ModelManifest manifest =
        trained.store(
            service.part(ThroughlineProperties.class).dataDirectory(),
            service.part(Clock.class).instant());
    progress.note(
        QUALITY,
        String.format(
            Locale.ROOT,
            "macro-F1 of the reason %.2f on %,d later exceptions (rules %.2f), calibration error"
                + " %.3f",
            trained.quality().macroF1(),
            trained.quality().cases(),
            trained.baseline().macroF1(),
            trained.quality().calibrationError()));
    did("trained a model on %,d exceptions", trained.split().training().size());
    queue.awaitAdviceBy("model/" + manifest.sha256());
  }

  private void propose() throws IOException {
    long before = get(queue.count(Set.of(FindingState.PROPOSED)));
    int missing = (int) Math.max(0, plan.proposals() - before);
    long proposed = get(history().propose(queue.advised(plan.recentFrom(), missing)));
    did("%s proposed what the model advised for %,d", DemoPeople.REQUESTER.name(), proposed);
  }

  /** The period ends with today, so that what people decided is in it. */
  private void report() throws IOException {
    HealthReports reports = service.part(HealthReports.class);
    LocalDate tomorrow = LocalDate.now(service.part(Clock.class)).plusDays(1);
    PeriodQuestion request = PeriodQuestion.of(null, tomorrow.toString());
    Files.write(pdf(), get(reports.pdf(request)));
    Files.write(html(), get(reports.html(request)));
    did("wrote the report");
  }

  private Path pdf() {
    return directory.resolve("report.pdf");
  }

  private Path html() {
    return directory.resolve("report.html");
  }

  private List<Login> logins() throws IOException {
    if (progress.isDone(Step.SHOWN)) {
      return List.of();
    }
    List<Login> logins =
        List.of(DemoPeople.REQUESTER, DemoPeople.APPROVER).stream()
            .map(person -> new Login(person, people.newPassword(person)))
            .toList();
    progress.done(Step.SHOWN);
    return logins;
  }

  private void did(String format, Object... values) {
    listener.did(String.format(Locale.ROOT, format, values));
  }

  private static <T> T get(Mono<T> answer) {
    return Objects.requireNonNull(answer.block());
  }
}
