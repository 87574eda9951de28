package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.LogHeader;

/**
 * Takes what a reader finds, in the order of the file. Each event is handed over exactly once:
 * accepted or rejected.
 */
public interface LogSink {

  /**
   * What the log says about itself; called once, before the first event, by formats that have a
   * header.
   */
  default void header(LogHeader header) {}

  /**
   * An object with its attributes and links. A case of an XES or CSV file that has attributes is an
   * object of the type 'case'. The same object may be handed over more than once.
   */
  default void object(BusinessObject object) {}

  void event(EventRow row);

  void reject(Rejection rejection);

  /** A remark on the file that loses nothing, such as an undeclared extension. */
  default void finding(Rejection finding) {}
}
