package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;

/** Hears how an import goes, on the import's own thread; it must return at once. */
public interface ImportListener {
  ImportListener SILENT = new ImportListener() {};

  /** After each committed batch. */
  default void committed(ImportRun run) {}

  /** A remark of the reader that loses nothing. */
  default void finding(Rejection finding) {}
}
