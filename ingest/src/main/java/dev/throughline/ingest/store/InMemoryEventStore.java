package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps logs in memory: for tests, and for work that needs no database. Safe for use by several
 * threads; a read sees the log as it was when the read was subscribed to.
 */
public final class InMemoryEventStore implements EventStore {
  private final Clock clock;
  private final Map<LogName, StoredLog> logs = new TreeMap<>();
  private final List<StoredImport> imports = new ArrayList<>();
  private final Map<LogName, LocalDate> days = new TreeMap<>();

  public InMemoryEventStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Mono<ImportRun> begin(ImportRequest given) {
    return Mono.fromCallable(() -> beginNow(Storable.of(given)));
  }

  private synchronized ImportRun beginNow(ImportRequest request) {
    StoredLog log = logs.computeIfAbsent(request.log(), StoredLog::new);
    if (!request.header().equals(LogHeader.EMPTY)) {
      log.header = request.header();
    }
    for (StoredImport known : imports) {
      if (known.resumes(request)) {
        return known.run();
      }
    }
    log.importedAt = clock.instant();
    StoredImport started = new StoredImport(imports.size() + 1L, log, request, log.importedAt);
    imports.add(started);
    return started.run();
  }

  @Override
  public Mono<ImportRun> append(long importId, EventBatch batch) {
    return Mono.fromCallable(() -> appendNow(importId, Storable.of(batch)));
  }

  private synchronized ImportRun appendNow(long importId, EventBatch batch) {
    return find(importId).append(batch);
  }

  @Override
  public Mono<ImportRun> finish(long importId) {
    return Mono.fromCallable(
        () -> {
          synchronized (this) {
            return find(importId).finish(clock.instant());
          }
        });
  }

  @Override
  public Mono<List<Acknowledgement>> take(
      LogName given, LocalDate day, List<Submission> submissions) {
    return Mono.fromCallable(
        () -> {
          LogName log = new LogName(Storable.text(given.value()));
          List<Submission> storable = submissions.stream().map(Storable::of).toList();
          synchronized (this) {
            return storable.stream().map(part -> takeNow(log, day, part)).toList();
          }
        });
  }

  private Acknowledgement takeNow(LogName name, LocalDate day, Submission submission) {
    finishBefore(name, day);
    StoredLog log = logs.computeIfAbsent(name, StoredLog::new);
    log.importedAt = clock.instant();
    IntakeCount total = IntakeCount.ZERO;
    for (Event event : submission.events()) {
      long accepted = log.add(event) ? 1 : 0;
      IntakeCount one = new IntakeCount(1, accepted, 1 - accepted, 0);
      ofDay(log, event.source().name(), submission.mapping()).count(one, List.of());
      total = total.plus(one);
    }
    List<Long> rejectionIds = new ArrayList<>();
    for (Rejection rejection : submission.rejections()) {
      IntakeCount one = new IntakeCount(1, 0, 0, 1);
      ofDay(log, rejection.location().file(), submission.mapping()).count(one, List.of(rejection));
      total = total.plus(one);
      rejectionIds.add(imports.stream().mapToLong(known -> known.rejections().size()).sum());
    }
    return new Acknowledgement(total, rejectionIds);
  }

  private void finishBefore(LogName log, LocalDate day) {
    if (!day.equals(days.put(log, day))) {
      imports.stream()
          .filter(known -> known.isOfDays() && known.run().log().equals(log))
          .forEach(known -> known.finish(clock.instant()));
    }
  }

  private StoredImport ofDay(StoredLog log, String source, String mapping) {
    ImportRequest request = new ImportRequest(log.name(), source, "", mapping, LogHeader.EMPTY);
    for (StoredImport known : imports) {
      if (known.countsFor(request)) {
        return known;
      }
    }
    StoredImport started = new StoredImport(imports.size() + 1L, log, request, clock.instant());
    imports.add(started);
    return started;
  }

  @Override
  public Flux<ImportRun> imports(LogName name) {
    return read(
        () -> {
          StoredLog log = find(name);
          return imports.stream()
              .filter(known -> known.log() == log)
              .map(StoredImport::run)
              .sorted(Comparator.comparingLong(ImportRun::id).reversed())
              .toList();
        });
  }

  @Override
  public Flux<LogSummary> logs() {
    return read(() -> logs.values().stream().map(StoredLog::summary).toList());
  }

  @Override
  public Mono<LogSummary> log(LogName name) {
    return read(() -> List.of(find(name).summary())).single();
  }

  @Override
  public Mono<LogHeader> header(LogName name) {
    return read(() -> List.of(find(name).header)).single();
  }

  @Override
  public Flux<Event> events(LogName name) {
    return read(() -> find(name).events());
  }

  @Override
  public Flux<CaseEvent> eventsByCase(LogName name, ObjectType leadingType) {
    return read(() -> find(name).eventsByCase(leadingType));
  }

  @Override
  public Flux<BusinessObject> objects(LogName name) {
    return read(() -> find(name).objects.result());
  }

  @Override
  public Flux<Rejection> rejections(long importId) {
    return read(() -> find(importId).rejections());
  }

  private <T> Flux<T> read(Supplier<List<T>> snapshot) {
    return Flux.defer(
        () -> {
          synchronized (this) {
            return Flux.fromIterable(snapshot.get());
          }
        });
  }

  private StoredLog find(LogName name) {
    StoredLog log = logs.get(name);
    if (log == null) {
      throw new ThroughlineException(
          ErrorCode.LOG_NOT_FOUND, "there is no log '%s'".formatted(name));
    }
    return log;
  }

  private StoredImport find(long importId) {
    if (importId < 1 || importId > imports.size()) {
      throw new ThroughlineException(ErrorCode.NOT_FOUND, "there is no import " + importId);
    }
    return imports.get((int) importId - 1);
  }
}
