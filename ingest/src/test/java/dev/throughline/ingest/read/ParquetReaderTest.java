package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetReaderTest {
  private static final String SCHEMA =
      """
      message log {
        optional binary case (STRING);
        optional binary activity (STRING);
        optional int64 at (TIMESTAMP(MICROS,true));
        optional int64 pieces;
        optional double price;
        optional boolean urgent;
        optional int32 amount (DECIMAL(9,2));
        optional binary vendor (STRING);
        optional binary invoice (STRING);
        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
      }
      """;

  @TempDir Path folder;

  @Test
  void read_typedColumns_becomeTypedAttributes() throws IOException {
    Path file =
        write(
            SCHEMA,
            CompressionCodecName.SNAPPY,
            List.of(
                row -> {
                  row.add("case", "c1");
                  row.add("activity", "Order");
                  row.add("at", 1_700_000_000_123_456L);
                  row.add("pieces", 7L);
                  row.add("price", 0.1);
                  row.add("urgent", true);
                  row.add("amount", -1250);
                  row.add("vendor", "V");
                  row.add("invoice", "i9");
                },
                row -> {
                  row.add("case", "c1");
                  row.add("activity", "Pay");
                  row.add("at", 0L);
                  row.add("price", Double.NaN);
                  row.add("vendor", "V");
                }));
    ColumnMapping mapping =
        new ColumnMapping(
            null,
            null,
            "case",
            "activity",
            "at",
            "iso",
            null,
            null,
            null,
            null,
            null,
            List.of(new ColumnMapping.ObjectColumn("invoice", "Invoice", null)),
            List.of("vendor"));
    CollectedLog log = read(file, ReadOptions.defaults("erp").withMapping(mapping));

    assertThat(log.rejections).isEmpty();
    assertThat(log.findings).extracting(it -> it.location().field()).containsExactly("tags");
    Event first = log.events.get(0);
    assertThat(first.occurredAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20.123456Z"));
    assertThat(first.attributes())
        .containsExactly(
            new Attribute("pieces", new AttributeValue.Whole(7)),
            new Attribute("price", new AttributeValue.Real(new BigDecimal("0.1"))),
            new Attribute("urgent", new AttributeValue.Flag(true)),
            new Attribute("amount", new AttributeValue.Real(new BigDecimal("-12.50"))));
    assertThat(first.objects()).extracting(ObjectRef::id).hasToString("[c1, i9]");
    assertThat(log.events.get(1).attributes()).isEmpty();
    assertThat(log.events.get(1).id()).isNotEqualTo(first.id());
    assertThat(log.objects).hasSize(1);
    assertThat(log.objects.get(0).attributes().get(0).attribute())
        .isEqualTo(Attribute.text("vendor", "V"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void read_manyRowGroups_givesEveryRowInItsOrder(CompressionCodecName codec) throws IOException {
    Path file = writeMany(codec, 5_000);
    CollectedLog log = read(file, options("at", null));

    assertThat(log.rejections).isEmpty();
    assertThat(log.events).hasSize(5_000);
    for (int i = 0; i < 5_000; i++) {
      assertThat(log.events.get(i).sequence()).isEqualTo(i);
      assertThat(log.cases.get(i)).isEqualTo("case " + i / 10);
    }
    assertThat(log.events.stream().map(Event::id).distinct()).hasSize(5_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int64 at (TIMESTAMP(MILLIS,true)) | 1700000000123 | 2023-11-14T22:13:20.123Z",
        "int64 at (TIMESTAMP(NANOS,true)) | 1700000000123456789 | 2023-11-14T22:13:20.123456Z",
        "int64 at (TIMESTAMP(MICROS,true)) | -1 | 1969-12-31T23:59:59.999999Z",
        "int64 at (TIMESTAMP(MILLIS,false)) | 1700000000000 | 2023-11-14T21:13:20Z",
        "int64 at | 1700000000 | 2023-11-14T22:13:20Z"
      })
  void read_timestampColumn_isTheMoment(String column, long stored, Instant expected)
      throws IOException {
    CollectedLog log = read(oneTimestamp(column, stored), options("at", "Europe/Berlin"));
    assertThat(log.rejections).isEmpty();
    assertThat(log.events.get(0).occurredAt()).isEqualTo(expected);
  }

  @Test
  void read_localTimestampWithoutZone_asksForOne() throws IOException {
    Path file = oneTimestamp("int64 at (TIMESTAMP(MILLIS,false))", 0);
    assertRefused(file, options("at", null), ErrorCode.TIME_ZONE_NEEDED, "local");
  }

  @Test
  void read_textTimestamps_areParsedByTheFormatOfTheMapping() throws IOException {
    String schema =
        """
        message log {
          required binary case; required binary activity (STRING); required binary at (STRING);
          required int64 other (TIMESTAMP(MICROS,true)); }
        """;
    Path file =
        write(
            schema,
            CompressionCodecName.SNAPPY,
            List.of(
                row -> {
                  row.add("case", "1");
                  row.add("activity", "a");
                  row.add("at", "29.03.2026 14:00");
                  row.add("other", 1L);
                },
                row -> {
                  row.add("case", "1");
                  row.add("activity", "a");
                  row.add("at", "soon");
                  row.add("other", 1L);
                }));
    CollectedLog log = read(file, options("at", "Europe/Berlin", "dd.MM.yyyy HH:mm"));

    assertThat(log.events).hasSize(1);
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("2026-03-29T12:00:00Z"));
    assertThat(log.events.get(0).attributes())
        .containsExactly(
            new Attribute(
                "other",
                new AttributeValue.Moment(OffsetDateTime.parse("1970-01-01T00:00:00.000001Z"))));
    assertThat(log.rejections).hasSize(1);
    assertThat(log.rejections.get(0).code()).isEqualTo(ErrorCode.BAD_TIMESTAMP);
    assertThat(log.rejections.get(0).raw()).contains("at=soon");
  }

  @Test
  void read_badRows_areRejectedWithTheirNumber() throws IOException {
    Path file =
        write(
            SCHEMA,
            CompressionCodecName.GZIP,
            List.of(
                row -> row.add("activity", "a"),
                row -> {
                  row.add("case", "c");
                  row.add("at", 0L);
                },
                row -> {
                  row.add("case", "c");
                  row.add("activity", "a");
                },
                row -> {
                  row.add("case", "c");
                  row.add("activity", "a");
                  row.add("at", Long.MAX_VALUE);
                },
                row -> {
                  row.add("case", "c");
                  row.add("activity", "a");
                  row.add("at", 0L);
                  row.add("price", Double.POSITIVE_INFINITY);
                },
                row -> {
                  row.add("case", "c");
                  row.add("activity", "a");
                  row.add("at", 0L);
                }));
    CollectedLog log = read(file, options("at", null));

    assertThat(log.rejections)
        .extracting(Rejection::code)
        .containsExactly(
            ErrorCode.MISSING_FIELD,
            ErrorCode.MISSING_FIELD,
            ErrorCode.MISSING_FIELD,
            ErrorCode.BAD_TIMESTAMP,
            ErrorCode.BAD_VALUE);
    assertThat(log.rejections)
        .extracting(Rejection::location)
        .containsExactly(
            new Location("log.parquet", 1, "case"),
            new Location("log.parquet", 2, "activity"),
            new Location("log.parquet", 3, "at"),
            new Location("log.parquet", 4, "at"),
            new Location("log.parquet", 5, "price"));
    assertThat(log.events).hasSize(1);
    assertThat(log.events.get(0).sequence()).isEqualTo(5);
  }

  @Test
  void read_unknownColumnInMapping_isRefusedWithTheColumnsThereAre() throws IOException {
    assertRefused(
        writeMany(CompressionCodecName.SNAPPY, 1),
        options("when", null),
        ErrorCode.MAPPING_NEEDED,
        "'when'");
  }

  @Test
  void read_withoutMapping_takesTheProposal() throws IOException {
    Path file =
        write(
            """
            message log { required binary case_id (STRING); required binary activity (STRING);
              required int64 timestamp (TIMESTAMP(MICROS,true)); }
            """,
            CompressionCodecName.SNAPPY,
            List.of(
                row -> {
                  row.add("case_id", "c1");
                  row.add("activity", "a");
                  row.add("timestamp", 1_500_000L);
                }));
    CollectedLog log = read(file, ReadOptions.defaults("erp"));

    assertThat(log.cases).containsExactly("c1");
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("1970-01-01T00:00:01.5Z"));
  }

  @Test
  void read_localTimesWithoutMapping_askForTheZone() throws IOException {
    Path file =
        write(
            """
            message log { required binary case_id (STRING); required binary activity (STRING);
              required int64 timestamp (TIMESTAMP(MILLIS,false)); }
            """,
            CompressionCodecName.SNAPPY,
            List.of(
                row -> {
                  row.add("case_id", "c1");
                  row.add("activity", "a");
                  row.add("timestamp", 1_700_000_000_000L);
                }));
    assertRefused(file, ReadOptions.defaults("erp"), ErrorCode.TIME_ZONE_NEEDED, "");
    ReadOptions options = ReadOptions.defaults("erp").withTimeZone(ZoneId.of("Europe/Berlin"));
    assertThat(read(file, options).events.get(0).occurredAt())
        .isEqualTo(Instant.parse("2023-11-14T21:13:20Z"));
  }

  @Test
  void read_brokenFile_isRefused() throws IOException {
    byte[] good = Files.readAllBytes(writeMany(CompressionCodecName.SNAPPY, 100));
    ReadOptions options = options("at", null);
    assertRefused(file(Arrays.copyOf(good, 0)), options, ErrorCode.EMPTY_FILE, "nothing");
    assertRefused(
        file("no".getBytes(StandardCharsets.UTF_8)), options, ErrorCode.NOT_THIS_FORMAT, "Parquet");
    assertRefused(
        file("PAR1".getBytes(StandardCharsets.UTF_8)),
        options,
        ErrorCode.MALFORMED_FILE,
        "cut off");
    assertRefused(
        file(Arrays.copyOf(good, good.length - 1)), options, ErrorCode.MALFORMED_FILE, "cut off");
    byte[] hugeFooter = good.clone();
    Arrays.fill(hugeFooter, good.length - 8, good.length - 4, (byte) 0x7f);
    assertRefused(file(hugeFooter), options, ErrorCode.MALFORMED_FILE, "cut off");
  }

  /** Ten thousand in all: the codecs are native code. */
  @ParameterizedTest
  @CsvSource({"UNCOMPRESSED, 4000", "SNAPPY, 2000", "GZIP, 2000", "ZSTD, 2000"})
  void read_mutatedFile_acceptsOrRefuses(CompressionCodecName codec, int count) throws IOException {
    byte[] good = Files.readAllBytes(writeMany(codec, 40));
    ColumnMapping mapping = options("at", null).mapping();
    LogReader reader =
        (path, options, sink) -> new ParquetReader().read(path, options.withMapping(mapping), sink);
    Mutations.Verdicts verdicts = Mutations.run(reader, good, count, 4_000_000, folder);
    assertThat(verdicts.read()).as("%s", verdicts).isPositive();
    assertThat(verdicts.refused()).as("%s", verdicts).isPositive();
  }

  private Path writeMany(CompressionCodecName codec, int rows) throws IOException {
    List<Consumer<Group>> filled =
        IntStream.range(0, rows)
            .<Consumer<Group>>mapToObj(
                i ->
                    row -> {
                      row.add("case", "case " + i / 10);
                      row.add("activity", "step " + i % 7);
                      row.add("at", i * 1_000_000L);
                      row.add("price", i / 3.0);
                    })
            .toList();
    return write(SCHEMA, codec, filled);
  }

  private Path oneTimestamp(String column, long stored) throws IOException {
    String schema =
        "message log { required binary case (STRING); required binary activity (STRING); required "
            + column
            + "; }";
    return write(
        schema,
        CompressionCodecName.SNAPPY,
        List.of(
            row -> {
              row.add("case", "1");
              row.add("activity", "a");
              row.add("at", stored);
            }));
  }

  private Path write(String schema, CompressionCodecName codec, List<Consumer<Group>> rows)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file = folder.resolve("log.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withCompressionCodec(codec)
            .withRowGroupSize(20_000L)
            .withMinRowCountForPageSizeCheck(100)
            .build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroup(type);
        row.accept(group);
        writer.write(group);
      }
    }
    return file;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("broken"), content);
  }

  private static CollectedLog read(Path file, ReadOptions options) throws IOException {
    return CollectedLog.read(new ParquetReader(), file, options);
  }

  private static void assertRefused(Path file, ReadOptions options, ErrorCode code, String words) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> read(file, options))
        .withMessageContaining(words)
        .matches(e -> e.code() == code, "has code " + code);
  }

  private static ReadOptions options(String timestamp, @Nullable String zone) {
    return options(timestamp, zone, "epoch-seconds");
  }

  private static ReadOptions options(String timestamp, @Nullable String zone, String format) {
    ColumnMapping mapping =
        new ColumnMapping(
            null,
            null,
            "case",
            "activity",
            timestamp,
            format,
            zone == null ? null : ZoneId.of(zone),
            null,
            null,
            null,
            null,
            List.of(),
            List.of());
    return ReadOptions.defaults("erp").withMapping(mapping);
  }
}
