package dev.throughline.ingest.write;

import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectType;
import java.util.stream.Stream;

/**
 * A log to be written, as streams: a writer never needs all of it in memory. Streams are closed by
 * the writer.
 */
public interface LogContent {

  LogHeader header();

  /** All objects, by type and id. */
  Stream<BusinessObject> objects();

  /** All events in their total order. */
  Stream<Event> events();

  /**
   * The events of each object of the type together, in their total order; objects in the order of
   * their ids. An event that refers to several such objects comes once for each; one that refers to
   * none does not come.
   */
  Stream<CaseEvent> eventsByCase(ObjectType leadingType);

  /** An event in one of its cases. */
  record CaseEvent(CaseId caseId, Event event) {}
}
