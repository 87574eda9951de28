package dev.throughline.ingest.store;

import dev.throughline.ingest.write.LogContent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * A stored log for a writer. Its streams read ahead by at most {@value #PREFETCH} elements and
 * block; use it on a thread that may block, and close the streams, which ends the read in the
 * store.
 */
public final class StoredLogContent implements LogContent {
  private static final int PREFETCH = 1024;

  private final EventStore store;
  private final LogName log;

  public StoredLogContent(EventStore store, LogName log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public LogHeader header() {
    LogHeader header = store.header(log).block();
    if (header == null) {
      throw new ThroughlineException(
          ErrorCode.LOG_NOT_FOUND, "there is no log '%s'".formatted(log));
    }
    return header;
  }

  @Override
  public Stream<BusinessObject> objects() {
    return stream(store.objects(log));
  }

  @Override
  public Stream<Event> events() {
    return stream(store.events(log));
  }

  @Override
  public Stream<CaseEvent> eventsByCase(ObjectType leadingType) {
    return stream(store.eventsByCase(log, leadingType));
  }

  private static <T> Stream<T> stream(Flux<T> flux) {
    return flux.toStream(PREFETCH);
  }
}
