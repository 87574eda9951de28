package dev.throughline.api.web;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small purchase-to-pay log with detours, made from a seed. */
final class DemoLog {
  private static final long SEED = 7;
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Event> events = new ArrayList<>();
  private final List<BusinessObject> objects = new ArrayList<>();
  private Instant now = START;
  private String caseId = "";

  /** Stores so many cases, and two records in quarantine. */
  static ImportRun store(EventStore store, String log, int cases) {
    DemoLog made = new DemoLog();
    for (int i = 0; i < cases; i++) {
      made.addCase(i);
    }
    ImportRequest request =
        new ImportRequest(new LogName(log), "orders.csv", "0".repeat(64), "", LogHeader.EMPTY);
    ImportRun run = store.begin(request).block();
    store.append(run.id(), new EventBatch(made.events, made.objects, rejections())).block();
    return store.finish(run.id()).block();
  }

  private static List<Rejection> rejections() {
    return List.of(
        new Rejection(
            ErrorCode.BAD_TIMESTAMP,
            "'31.02.2026' is not a date",
            new Location("orders.csv", 17, "at"),
            "4500000017;Goods received;31.02.2026"),
        new Rejection(
            ErrorCode.MISSING_FIELD,
            "the case id is empty",
            new Location("orders.csv", 99, "order"),
            ";Invoice received;2026-03-01T10:00:00Z"));
  }

  private void addCase(int number) {
    caseId = "PO-" + (4_500_000 + number);
    now = START.plus(Duration.ofHours(random.nextInt(24 * 120)));
    objects.add(
        new BusinessObject(
            ObjectType.CASE,
            new ObjectId(caseId),
            List.of(
                attribute("vendor", "Vendor " + (char) ('A' + random.nextInt(6))),
                attribute("site", "Store " + (100 + random.nextInt(30)))),
            List.of()));
    add("erp", "Order created", "Purchasing");
    if (random.nextInt(10) < 3) {
      add("erp", "Price changed", "Purchasing");
    }
    add("erp", "Order released", "Purchasing");
    add("wms.north", "Goods received", "Warehouse");
    if (random.nextInt(10) < 2) {
      add("wms.north", "Quality hold", "Warehouse");
      add("wms.north", "Quality released", "Warehouse");
    }
    if (random.nextInt(10) < 1) {
      add("wms.north", "Goods received", "Warehouse");
    }
    add("erp", "Receipt posted", "Warehouse");
    add("billing", "Invoice received", "Accounts payable");
    if (random.nextInt(10) < 4) {
      add("billing", "Discrepancy opened", "Accounts payable");
      add("erp", "Discrepancy resolved", "Purchasing");
    }
    if (random.nextInt(10) < 9) {
      add("billing", "Three-way match", "Accounts payable");
      add("billing", "Payment approved", "Finance");
      add("billing", "Paid", "Finance");
    } else {
      add("billing", "Invoice cancelled", "Accounts payable");
    }
  }

  private static ObjectAttribute attribute(String name, String value) {
    return new ObjectAttribute(Attribute.text(name, value), Instant.EPOCH);
  }

  private void add(String source, String activity, String role) {
    events.add(
        new Event(
            new EventId("e" + events.size()),
            new Source(source),
            events.size(),
            new Activity(activity),
            now,
            null,
            role.substring(0, 2).toLowerCase(java.util.Locale.ROOT) + random.nextInt(4),
            role,
            List.of(ObjectRef.ofCase(new CaseId(caseId))),
            List.of()));
    now =
        now.plus(Duration.ofMinutes(20 + random.nextInt(random.nextInt(8) == 0 ? 20_000 : 2_000)));
  }
}
