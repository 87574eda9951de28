package dev.throughline.api.reports;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.Activity;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A small log {@code operations} in a real database: order lines, received, some of them posted.
 */
public final class OperationsFixture {
  public static final LogName LOG = new LogName("operations");
  private static final ObjectType LINE = new ObjectType("purchase order line");

  private final List<Event> events = new ArrayList<>();

  /** An event of an order line. */
  public OperationsFixture event(String line, String activity, String at, String source) {
    events.add(
        new Event(
            new EventId("e-" + events.size()),
            new Source(source),
            events.size(),
            new Activity(activity),
            Instant.parse(at),
            null,
            null,
            null,
            List.of(new ObjectRef(LINE, new ObjectId(line), null)),
            List.of()));
    return this;
  }

  /** Three lines: one posted after two hours, one after ten, one not at all. */
  public static OperationsFixture threeReceipts() {
    return new OperationsFixture()
        .event("1/10", "Purchase order released", "2026-03-01T08:00:00Z", "erp.main")
        .event("1/10", "Goods received", "2026-03-05T08:00:00Z", "wms.north")
        .event("1/10", "Receipt posted", "2026-03-05T10:00:00Z", "erp.main")
        .event("2/10", "Purchase order released", "2026-03-02T08:00:00Z", "erp.main")
        .event("2/10", "Goods received", "2026-03-06T08:00:00Z", "wms.north")
        .event("2/10", "Receipt posted", "2026-03-06T18:00:00Z", "erp.main")
        .event("3/10", "Purchase order released", "2026-03-03T08:00:00Z", "erp.main")
        .event("3/10", "Goods received", "2026-03-07T08:00:00Z", "wms.north");
  }

  /** Stores the events, one of them twice, and a record that is refused. */
  public EventStore store(TestDatabase database) {
    EventStore store = new PostgresEventStore(database.connections());
    ImportRun run =
        Objects.requireNonNull(
            store
                .begin(
                    new ImportRequest(
                        LOG, "operations.ndjson", "0".repeat(64), "", LogHeader.EMPTY))
                .block());
    List<Event> sent = new ArrayList<>(events);
    sent.add(events.get(0));
    Rejection refused =
        new Rejection(
            ErrorCode.BAD_TIMESTAMP,
            "'soon' is no time",
            new Location("operations.ndjson", 10, "timestamp"),
            "{}");
    store.append(run.id(), new EventBatch(sent, List.of(), List.of(refused))).block();
    store.finish(run.id()).block();
    return store;
  }
}
