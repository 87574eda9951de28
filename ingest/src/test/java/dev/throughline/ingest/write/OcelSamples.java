package dev.throughline.ingest.write;

import java.io.IOException;

/** One small log that uses everything OCEL 2.0 has, as the bytes of each format. */
public final class OcelSamples {
  public static byte[] json() throws IOException {
    return CollectedLog.write(new OcelJsonWriter(), OcelFixture.log());
  }

  public static byte[] xml() throws IOException {
    return CollectedLog.write(new OcelXmlWriter(), OcelFixture.log());
  }

  public static byte[] sqlite() throws IOException {
    return CollectedLog.write(new OcelSqliteWriter(), OcelFixture.log());
  }

  private OcelSamples() {}
}
