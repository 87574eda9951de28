package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an attack but is an honest log. */
class XesHonestInputTest {
  private static final String TIME =
      "<date key='time:timestamp' value='2026-03-04T05:06:07.089+01:00'/>";

  @TempDir Path folder;

  /** Newer JDKs' own parser refuses a file with more than about 100,000 of these. */
  @Test
  void read_600ThousandReferences_areAllRead() throws IOException {
    Path file = folder.resolve("many.xes");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("<log><trace><string key='concept:name' value='A'/>");
      for (int i = 0; i < 200_000; i++) {
        out.write("<event><string key='concept:name' value='a &amp; b &#10; &quot;c'/>");
        out.write(TIME + "</event>");
      }
      out.write("</trace></log>");
    }
    Counter counter = new Counter();
    new XesReader().read(file, ReadOptions.defaults("erp"), counter);
    assertThat(counter.events).isEqualTo(200_000);
    assertThat(counter.lastActivity).isEqualTo("a & b \n \"c");
    assertThat(counter.rejected).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void read_anyEncoding_isRead(String encoding) throws IOException {
    String xml = "<?xml version='1.0' encoding='" + encoding + "'?>" + log("Prüfung");
    assertThat(activity(Charset.forName(encoding), xml)).isEqualTo("Prüfung");
  }

  @Test
  void read_byteOrderMark_isNotContent() throws IOException {
    assertThat(activity(UTF_8, "\uFEFF" + log("Prüfung €"))).isEqualTo("Prüfung €");
    assertThat(activity(UTF_16LE, "\uFEFF" + log("Prüfung €"))).isEqualTo("Prüfung €");
  }

  @Test
  void read_valueOf5000Characters_isKept() throws IOException {
    String longName = "ä".repeat(5_000);
    assertThat(activity(UTF_8, log(longName))).isEqualTo(longName);
  }

  @Test
  void read_attributesNested90Deep_areKept() throws IOException {
    String deep = "<string key='k' value='v'>".repeat(90) + "</string>".repeat(90);
    Path file = file(UTF_8, log("a").replace("</event>", deep + "</event>"));
    ReadLog log = ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
    assertThat(log.rejections).isEmpty();
    var attribute = log.events.get(0).attributes().get(2);
    int depth = 1;
    for (; !attribute.children().isEmpty(); depth++) {
      attribute = attribute.children().get(0);
    }
    assertThat(depth).isEqualTo(90);
  }

  @Test
  void read_gzipFile_isInflated() throws IOException {
    Path file = folder.resolve("log.xes.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(log("packed").getBytes(UTF_8));
    }
    ReadLog log = ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
    assertThat(log.events.get(0).activity().value()).isEqualTo("packed");
  }

  @Test
  void read_namespacePrefix_isPassedOver() throws IOException {
    String xml =
        "<x:log xmlns:x='http://www.xes-standard.org/' xmlns:xsi='http://x' xsi:schemaLocation='a'"
            + " xes.version='1.0'><x:trace><x:string key='concept:name' value='A'/><x:event>"
            + "<x:string key='concept:name' value='a'/>"
            + TIME.replace("<date", "<x:date")
            + "</x:event></x:trace></x:log>";
    assertThat(activity(UTF_8, xml)).isEqualTo("a");
  }

  private String activity(Charset charset, String xml) throws IOException {
    ReadLog log = ReadLog.of(new XesReader(), file(charset, xml), ReadOptions.defaults("erp"));
    assertThat(log.rejections).isEmpty();
    return log.events.get(0).activity().value();
  }

  private static String log(String activity) {
    return "<log xes.version='1.0'><trace><string key='concept:name' value='A'/><event>"
        + "<string key='concept:name' value='"
        + activity
        + "'/>"
        + TIME
        + "</event></trace></log>";
  }

  private Path file(Charset charset, String xml) throws IOException {
    return Files.write(folder.resolve("log.xes"), xml.getBytes(charset));
  }

  private static final class Counter implements LogSink {
    private int events;
    private int rejected;
    private String lastActivity = "";

    @Override
    public boolean storesEvents() {
      return false;
    }

    @Override
    public void event(EventRow row) {
      events++;
      if (events % 100_000 == 0) {
        lastActivity = row.activity().toString();
      }
    }

    @Override
    public void reject(Rejection rejection) {
      rejected++;
    }
  }
}
