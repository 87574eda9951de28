package dev.throughline.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.InMemoryEventStore;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.Activity;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogName;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Time is virtual: nothing is written before a test lets it pass. */
class CommitQueueTest {
  private static final LogName LOG = new LogName("operations");
  private static final Duration WAIT = Duration.ofMillis(5);

  private final InMemoryEventStore store = new InMemoryEventStore(Clock.systemUTC());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger commits = new AtomicInteger();
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  @Test
  void submit_severalWithinTheWait_shareATransaction() {
    CommitQueue queue = queue(100, 1_000);
    List<Acknowledgement> answers = submit(queue, events("1"), events("2", "1"), events("3"));
    assertThat(answers).isEmpty();

    time.advanceTimeBy(WAIT);

    assertThat(answers.stream().map(Acknowledgement::count))
        .containsExactly(
            new IntakeCount(1, 1, 0, 0), new IntakeCount(2, 1, 1, 0), new IntakeCount(1, 1, 0, 0));
    assertThat(transactions()).isEqualTo(1);
    assertThat(queue.waitingRecords()).isZero();
    assertThat(meters.counter("throughline.intake.records", "outcome", "accepted").count())
        .isEqualTo(3);
  }

  @Test
  void submit_enoughForATransaction_doesNotWait() {
    List<Acknowledgement> answers = submit(queue(2, 1_000), events("1"), events("2"));

    time.advanceTimeBy(Duration.ZERO);

    assertThat(answers).hasSize(2);
  }

  @Test
  void submit_moreThanATransactionTakes_isCut() {
    List<Acknowledgement> answers =
        submit(queue(2, 1_000), events("1", "2"), events("3", "4"), events("5"));

    time.advanceTimeBy(WAIT);

    assertThat(answers).hasSize(3);
    assertThat(transactions()).isEqualTo(3);
  }

  @Test
  void submit_oneThatCannotBeStored_failsAlone() {
    Event beyondTime = event("2", Instant.parse("+10000-01-01T00:00:00Z"));
    List<Throwable> failures = new ArrayList<>();
    CommitQueue queue = queue(100, 1_000);
    submit(queue, events("1"));
    queue
        .submit(new Submission("", List.of(beyondTime), List.of()))
        .subscribe(unexpected -> {}, failures::add);
    submit(queue, events("3"));

    time.advanceTimeBy(WAIT);

    assertThat(failures)
        .singleElement()
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BAD_TIMESTAMP));
    StepVerifier.create(store.events(LOG).map(event -> event.id().value()))
        .expectNext("1", "3")
        .verifyComplete();
  }

  @Test
  void submit_fullQueue_isRefusedAndTheOthersAreStored() {
    CommitQueue queue = queue(4, 4);
    List<Acknowledgement> answers = submit(queue, events("1", "2", "3"));
    StepVerifier.create(queue.submit(events("4", "5")))
        .expectErrorSatisfies(
            refused ->
                assertThat(((ThroughlineException) refused).code())
                    .isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
        .verify();

    time.advanceTimeBy(WAIT);

    assertThat(answers).hasSize(1);
    assertThat(commits).as("told of each commit").hasValue(1);
    assertThat(submit(queue, events("4"))).isEmpty();
    time.advanceTimeBy(WAIT);
    assertThat(queue.waitingRecords()).isZero();
  }

  @Test
  void submit_empty_isAnsweredInItsTurn() {
    List<Acknowledgement> answers = submit(queue(10, 100), events("1"), events(), events("2"));

    time.advanceTimeBy(WAIT);

    assertThat(answers.stream().map(answer -> answer.count().received()))
        .containsExactly(1L, 0L, 1L);
  }

  private CommitQueue queue(int batch, int waiting) {
    IntakeLog log =
        new IntakeLog(
            store, LOG, Clock.systemUTC(), new IntakeMeters(meters), commits::incrementAndGet);
    return new CommitQueue(
        log,
        new ThroughlineProperties.Intake(
            LOG.value(), batch, WAIT, waiting, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
        time);
  }

  private long transactions() {
    return meters.timer("throughline.intake.commit").count();
  }

  private static List<Acknowledgement> submit(CommitQueue queue, Submission... submissions) {
    List<Acknowledgement> answers = Collections.synchronizedList(new ArrayList<>());
    Flux.just(submissions).subscribe(one -> queue.submit(one).subscribe(answers::add));
    return answers;
  }

  private static Submission events(String... ids) {
    List<Event> events =
        IntStream.range(0, ids.length)
            .mapToObj(i -> event(ids[i], Instant.EPOCH.plusSeconds(i)))
            .toList();
    return new Submission("", events, List.of());
  }

  private static Event event(String id, Instant at) {
    return new Event(
        new EventId(id),
        new Source("erp"),
        0,
        new Activity("A"),
        at,
        null,
        null,
        null,
        List.of(),
        List.of());
  }
}
