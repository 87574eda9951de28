package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.ingest.write.OcelSamples;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReadersTest {
  private static final String XES = "<?xml version='1.0'?><!-- x --><log xes.version='2.0'/>";
  private static final String OLD_XES = "<log><extension name='Concept'/></log>";

  @TempDir Path folder;

  @Test
  void detect_eachFormat_isToldByContentWhateverItsName() throws IOException {
    assertThat(detect("log.csv", OcelSamples.json())).isEqualTo(LogFormat.OCEL_JSON);
    assertThat(detect("log.xes", OcelSamples.xml())).isEqualTo(LogFormat.OCEL_XML);
    assertThat(detect("log.xes", OcelSamples.sqlite())).isEqualTo(LogFormat.OCEL_SQLITE);
    assertThat(detect("log.xmlocel", bytes(XES))).isEqualTo(LogFormat.XES);
    assertThat(detect("log", bytes(OLD_XES))).isEqualTo(LogFormat.XES);
    assertThat(detect("log.csv", bytes("PAR1..."))).isEqualTo(LogFormat.PARQUET);
    assertThat(detect("log.xes", bytes("case,activity\n1,a\n"))).isEqualTo(LogFormat.CSV);
    assertThat(detect("log.txt", bytes("anything"))).isEqualTo(LogFormat.CSV);
  }

  @Test
  void detect_compressedText_isToldByWhatItHolds() throws IOException {
    assertThat(detect("log.gz", gzip(bytes(XES)))).isEqualTo(LogFormat.XES);
    assertThat(detect("log.gz", gzip(OcelSamples.xml()))).isEqualTo(LogFormat.OCEL_XML);
    assertThat(detect("log.gz", gzip(OcelSamples.json()))).isEqualTo(LogFormat.OCEL_JSON);
    assertThat(detect("log.gz", gzip(bytes("a;b\n1;2\n")))).isEqualTo(LogFormat.CSV);
  }

  @Test
  void detect_utf16Text_isNotTakenForBinary() throws IOException {
    assertThat(detect("a", "\ufeffcase,activity\n1,ä".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(LogFormat.CSV);
    assertThat(detect("b", "case,activity\n1,ä".getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(LogFormat.CSV);
    assertThat(detect("c", "\ufeff{}".getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(LogFormat.OCEL_JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "log.xlsx, PK\u0003\u0004rest, Excel workbook",
    "log.csv, %PDF-1.7, PDF",
    "log.csv, <html><body/></html>, its root is <html>",
    "log.xes, hello world, promises XML",
    "log.json, hello world, promises JSON"
  })
  void detect_stranger_isRefusedWithWhatItLooksLike(String name, String content, String words) {
    assertRefused(name, bytes(content), ErrorCode.NOT_THIS_FORMAT, words);
  }

  @Test
  void detect_binaryData_isRefused() throws IOException {
    assertRefused(
        "log.csv", new byte[] {1, 2, 0, 0, 3, 0, 0, 4}, ErrorCode.NOT_THIS_FORMAT, "binary");
    assertRefused("log.gz", gzip(OcelSamples.sqlite()), ErrorCode.NOT_THIS_FORMAT, "inflate");
    assertRefused("log.csv", bytes(" \n\t"), ErrorCode.NOT_THIS_FORMAT, "blanks");
    assertRefused("log.csv", new byte[0], ErrorCode.EMPTY_FILE, "nothing");
  }

  @Test
  void of_detectedFormat_readsTheFile() throws IOException {
    Path file = Files.write(folder.resolve("log"), OcelSamples.xml());
    CollectedLog log =
        CollectedLog.read(
            LogReaders.of(LogReaders.detect(file)), file, ReadOptions.defaults("erp"));
    assertThat(log.events).hasSize(4);
    for (LogFormat format : LogFormat.values()) {
      String reader = LogReaders.of(format).getClass().getSimpleName().toUpperCase(Locale.ROOT);
      assertThat(reader).isEqualTo(format.name().replace("_", "") + "READER");
    }
  }

  @Test
  void detect_doctype_isRefused() {
    assertRefused(
        "log.xes", bytes("<!DOCTYPE log><log/>"), ErrorCode.FORBIDDEN_CONSTRUCT, "DOCTYPE");
  }

  @Test
  void detect_missingFile_isRefused() {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> LogReaders.detect(folder.resolve("nowhere")))
        .matches(e -> e.code() == ErrorCode.FILE_NOT_FOUND);
  }

  private void assertRefused(String name, byte[] content, ErrorCode code, String words) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> detect(name, content))
        .withMessageContaining(words)
        .matches(e -> e.code() == code, "has code " + code);
  }

  private LogFormat detect(String name, byte[] content) throws IOException {
    return LogReaders.detect(Files.write(folder.resolve(name), content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
