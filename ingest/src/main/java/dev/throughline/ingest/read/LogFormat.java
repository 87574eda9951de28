package dev.throughline.ingest.read;

/**
 * The formats of event logs that can be read. Any of the text formats may be compressed with gzip.
 */
public enum LogFormat {
  CSV,
  XES,
  OCEL_JSON,
  OCEL_XML,
  OCEL_SQLITE,
  PARQUET
}
