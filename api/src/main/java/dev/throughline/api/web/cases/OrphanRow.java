package dev.throughline.api.web.cases;

import dev.throughline.api.correlation.OrphanEvent;
import dev.throughline.api.web.EventWords;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.Shown;
import dev.throughline.ingest.correlate.NearMiss;
import dev.throughline.ingest.correlate.NearMiss.Comparison;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.model.Event;
import dev.throughline.model.LogName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event that belongs to no case.
 *
 * @param why in a sentence without a full stop
 */
record OrphanRow(
    String at,
    String system,
    String activity,
    String event,
    String objects,
    String says,
    String why,
    List<Miss> nearMisses) {

  /**
   * A case that came near.
   *
   * @param agrees what is equal
   * @param differs what is not; empty when too many cases agree equally well
   */
  record Miss(String caseId, String path, String agrees, String differs) {}

  static OrphanRow of(LogName log, OrphanEvent orphan) {
    Event event = orphan.event();
    return new OrphanRow(
        Shown.minute(event.occurredAt()),
        event.source().name(),
        event.activity().value(),
        event.id().value(),
        EventWords.of(event.objects()),
        EventWords.of(event),
        words(orphan.why()),
        orphan.nearMisses().stream().map(miss -> miss(log, miss)).toList());
  }

  private static String words(Orphan.Why why) {
    return switch (why) {
      case NOTHING_SHARED -> "no event of a case shares a document with it";
      case AMBIGUOUS -> "several cases fit equally well";
      case TOO_LITTLE_AGREES -> "a case shares a document with it, but too little else agrees";
    };
  }

  private static Miss miss(LogName log, NearMiss miss) {
    return new Miss(
        miss.caseId().value(),
        Links.caseOf(log, miss.caseId()),
        miss.agrees().stream().map(OrphanRow::equal).collect(Collectors.joining(" · ")),
        miss.differs().stream().map(OrphanRow::unequal).collect(Collectors.joining(" · ")));
  }

  private static String equal(Comparison comparison) {
    return comparison.what() + " " + comparison.ofEvent();
  }

  private static String unequal(Comparison comparison) {
    String other =
        comparison.ofCase().isEmpty() ? "other cases" : String.join(", ", comparison.ofCase());
    return comparison.what() + " " + comparison.ofEvent() + ", not " + other;
  }
}
