package dev.throughline.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.OcelJsonReader;
import dev.throughline.ingest.read.OcelSqliteReader;
import dev.throughline.ingest.read.OcelXmlReader;
import dev.throughline.ingest.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OcelRoundTripTest {
  private static final ReadOptions OPTIONS = ReadOptions.defaults(OcelFixture.SOURCE);

  @TempDir Path folder;

  enum Format {
    JSON(new OcelJsonReader(), new OcelJsonWriter()),
    XML(new OcelXmlReader(), new OcelXmlWriter()),
    SQLITE(new OcelSqliteReader(), new OcelSqliteWriter());

    final LogReader reader;
    final LogWriter writer;

    Format(LogReader reader, LogWriter writer) {
      this.reader = reader;
      this.writer = writer;
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void readBack_logWithEverythingOcelHas_isEqual(Format format) throws IOException {
    assertEqual(copy(OcelFixture.log(), format), OcelFixture.log());
  }

  @ParameterizedTest
  @CsvSource({"JSON,XML", "JSON,SQLITE", "XML,JSON", "XML,SQLITE", "SQLITE,JSON", "SQLITE,XML"})
  void convert_thereAndBack_losesNothing(Format first, Format second) throws IOException {
    CollectedLog log = copy(copy(copy(OcelFixture.log(), first), second), first);
    assertEqual(log, OcelFixture.log());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void write_equalContent_givesEqualBytes(Format format) throws IOException {
    byte[] bytes = CollectedLog.write(format.writer, OcelFixture.log());
    assertThat(CollectedLog.write(format.writer, OcelFixture.log())).isEqualTo(bytes);
    CollectedLog copy = copy(OcelFixture.log(), format);
    assertThat(CollectedLog.write(format.writer, copy)).isEqualTo(bytes);
  }

  private CollectedLog copy(LogContent log, Format format) throws IOException {
    Path file = Files.createTempFile(folder, "log", "");
    Files.write(file, CollectedLog.write(format.writer, log));
    CollectedLog copy = CollectedLog.read(format.reader, file, OPTIONS);
    assertThat(copy.rejections).isEmpty();
    assertThat(copy.findings).isEmpty();
    return copy;
  }

  private static void assertEqual(CollectedLog actual, CollectedLog expected) {
    assertThat(actual.header).isEqualTo(expected.header);
    assertThat(actual.objects).isEqualTo(expected.objects);
    assertThat(actual.events).isEqualTo(expected.events);
    assertThat(actual.cases).containsOnly("");
  }
}
