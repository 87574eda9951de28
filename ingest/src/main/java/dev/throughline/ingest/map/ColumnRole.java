package dev.throughline.ingest.map;

/** What a column can mean. */
public enum ColumnRole {
  CASE("case"),
  ACTIVITY("activity"),
  TIMESTAMP("timestamp"),
  EVENT_ID("event-id"),
  SOURCE("source"),
  RESOURCE("resource"),
  ROLE("role");

  private final String key;

  ColumnRole(String key) {
    this.key = key;
  }

  /** Its name in a mapping file and on the command line. */
  public String key() {
    return key;
  }
}
