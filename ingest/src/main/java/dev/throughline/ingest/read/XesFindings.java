package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;

/** Tells the sink about oddities that lose nothing, up to a number that a person can read. */
final class XesFindings implements XesProblems {
  static final int MAX_FINDINGS = 1_000;

  private final XmlInput xml;
  private final LogSink sink;
  private int count;

  XesFindings(XmlInput xml, LogSink sink) {
    this.xml = xml;
    this.sink = sink;
  }

  @Override
  public void report(ErrorCode code, String message, String field, String raw) {
    count++;
    if (count <= MAX_FINDINGS) {
      sink.finding(new Rejection(code, message, xml.location(field), raw));
    } else if (count == MAX_FINDINGS + 1) {
      String more =
          "there are more than %d findings; the rest is not listed".formatted(MAX_FINDINGS);
      sink.finding(new Rejection(ErrorCode.TOO_LARGE, more, Location.of(xml.file()), ""));
    }
  }
}
