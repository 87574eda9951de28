package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class CsvScannerTest {
  private static final ReadLimits SMALL = new ReadLimits(1L << 30, 200, 1L << 20, 1 << 17, 100, 50);

  /** Input, then rows with fields in brackets; a backslash stands for a control character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a,b,c ~ [a][b][c]",
        "a,b\\nc,d\\n ~ [a][b] [c][d]",
        "a,b\\r\\nc,d\\r\\n ~ [a][b] [c][d]",
        "a,b\\rc,d\\r ~ [a][b] [c][d]",
        "\\n\\na,b\\n\\r\\n\\nc,d\\n\\n ~ [a][b] [c][d]",
        "a,,\\n,,\\n ~ [a][][] [][][]",
        "a, ~ [a][]",
        "\"a,b\",c ~ [a,b][c]",
        "\"a\"\"b\",\"\"\"\",\"\" ~ [a\"b][\"][]",
        "\"a\\nb\",\"c\\r\\nd\"\\ne,f ~ [a\\nb][c\\r\\nd] [e][f]",
        "5\" pipe,say \"hi\" ~ [5\" pipe][say \"hi\"]",
        "é,日本,😀 ~ [é][日本][😀]",
        "\"a\"\\r\\n\"b\" ~ [a] [b]",
        "\"\"\\n ~ []",
      })
  void nextRow_text_hasItsFields(String text, String expected) throws IOException {
    assertThat(written(scan(escaped(text), 4096))).isEqualTo(escaped(expected));
  }

  @Test
  void nextRow_rowsWithBreaksInQuotes_knowTheirLines() throws IOException {
    String text = "h\n\"a\r\nb\nc\rd\"\n\ne\r\nf\r\rg";
    List<Long> lines = new ArrayList<>();
    try (CsvScanner scanner = scanner(text, 3)) {
      while (scanner.nextRow()) {
        lines.add(scanner.line());
      }
    }
    assertThat(lines).containsExactly(1L, 2L, 7L, 8L, 10L);
  }

  @Test
  void nextRow_textAfterClosingQuote_costsOneRow() throws IOException {
    List<Row> rows = scan("a,b\n\"x\"y,z\nc,d\n", 4096);

    assertThat(rows).extracting(Row::problem).containsExactly(null, "TEXT_AFTER_QUOTE", null);
    assertThat(rows.get(1).raw()).isEqualTo("\"x\"y,z");
    assertThat(rows.get(2)).isEqualTo(new Row(3, List.of("c", "d"), null, "c,d"));
  }

  @Test
  void nextRow_quoteNeverClosed_costsOneRow() throws IOException {
    List<Row> rows = scan("a,b\n\"x,z\nc,d\ne,f", 4096);

    assertThat(rows).extracting(Row::problem).containsExactly(null, "UNCLOSED_QUOTE", null, null);
    assertThat(rows.get(1)).isEqualTo(new Row(2, List.of(), "UNCLOSED_QUOTE", "\"x,z"));
    assertThat(rows.get(3)).isEqualTo(new Row(4, List.of("e", "f"), null, "e,f"));
  }

  @Test
  void nextRow_quoteClosedByOneRowsLater_resumesBehindTheFirst() throws IOException {
    List<Row> rows = scan("\"x,1\ny,2\n\"z\",3\n", 4096);

    assertThat(rows).extracting(Row::raw).containsExactly("\"x,1", "y,2", "\"z\",3");
    assertThat(rows).extracting(Row::problem).containsExactly("TEXT_AFTER_QUOTE", null, null);
  }

  @Test
  void nextRow_rowLongerThanAllowed_isSkipped() throws IOException {
    String text = "a,b\n" + "x".repeat(3 << 20) + ",y\nc,d\n";
    List<Row> rows = scan(text, 1 << 16);

    assertThat(rows).extracting(Row::problem).containsExactly(null, "ROW_TOO_LONG", null);
    assertThat(rows.get(1).raw()).startsWith("xxx").hasSizeLessThan(20_000);
    assertThat(rows.get(2).line()).isEqualTo(3);
  }

  @Test
  void nextRow_quoteOpenBeyondTheLongestRow_resumesBehindItsLine() throws IOException {
    String text = "\"a,b\n" + "c,d\n".repeat(1 << 20);
    List<Row> rows = scan(text, 1 << 16);

    assertThat(rows).hasSize((1 << 20) + 1);
    assertThat(rows.get(0).problem()).isEqualTo("UNCLOSED_QUOTE");
    assertThat(rows.get(1 << 20).line()).isEqualTo((1 << 20) + 1);
  }

  @Test
  void nextRow_lineWithoutEnd_isRefused() {
    assertThatThrownBy(() -> drain(new Endless("", 'x')))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG))
        .hasMessage("log.csv:1: The line is far longer than any allowed one");
    assertThatThrownBy(() -> drain(new Endless("a\n\"", 'x')))
        .hasMessage(
            "log.csv:2: A quoted field is far longer than any allowed one, or its quote is never"
                + " closed");
    assertThatThrownBy(() -> drain(new Endless("", ',')))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessage("log.csv:1: The line has more than 50 fields");
  }

  @Test
  void isText_nulOrBrokenUtf8_isFalse() throws IOException {
    assertThat(isText(new byte[] {'a', 0, 'b'})).isFalse();
    assertThat(isText(new byte[] {'a', (byte) 0xff, 'b'})).isFalse();
    assertThat(isText(new byte[] {'a', (byte) 0xc3})).isFalse();
    assertThat(isText("\"aé\"".getBytes(UTF_8))).isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  /** The scanner against a parser that looks at one character at a time and keeps everything. */
  @ParameterizedTest
  @MethodSource("seeds")
  void nextRow_anyTextInAnyPieces_equalsSlowParser(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    String text = randomText(random);
    int piece = 1 + random.nextInt(40);

    assertThat(scan(text, piece))
        .as("seed %d, pieces of %d, text <%s>", seed, piece, text)
        .isEqualTo(SlowCsv.parse(text));
  }

  private static String randomText(SplittableRandom random) {
    String[] parts = {"a", "bc", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", "é", "😀", " "};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(120); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private static boolean isText(byte[] bytes) throws IOException {
    try (CsvScanner scanner =
        new CsvScanner(new ByteArrayInputStream(bytes), ',', "log.csv", SMALL)) {
      assertThat(scanner.nextRow()).isTrue();
      return scanner.isText();
    }
  }

  private static void drain(InputStream in) throws IOException {
    try (CsvScanner scanner = new CsvScanner(in, ',', "log.csv", SMALL)) {
      while (scanner.nextRow()) {
        assertThat(scanner.line()).isPositive();
      }
    }
  }

  private static CsvScanner scanner(String text, int piece) {
    return new CsvScanner(
        new Pieces(text.getBytes(UTF_8), piece), ',', "log.csv", ReadLimits.DEFAULT);
  }

  private static List<Row> scan(String text, int piece) throws IOException {
    List<Row> rows = new ArrayList<>();
    Utf8Slice slice = new Utf8Slice();
    InputStream in = new Pieces(text.getBytes(UTF_8), piece);
    try (CsvScanner scanner = new CsvScanner(in, ',', "log.csv", SMALL)) {
      while (scanner.nextRow()) {
        boolean broken = scanner.problem() != CsvScanner.Problem.NONE;
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < scanner.fieldCount() && !broken; i++) {
          fields.add(scanner.field(i, slice).toString());
        }
        String problem = broken ? scanner.problem().name() : null;
        rows.add(new Row(scanner.line(), fields, problem, scanner.rowText(1 << 20)));
      }
    }
    return rows;
  }

  private static String written(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(text.isEmpty() ? "" : " ");
      row.fields().forEach(field -> text.append('[').append(field).append(']'));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  /** A row as a test sees it; a broken one has no fields. */
  record Row(long line, List<String> fields, String problem, String raw) {}

  /** Bytes that come a few at a time, as from a slow disk. */
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int piece;
    private int position;

    Pieces(byte[] bytes, int piece) {
      this.bytes = bytes;
      this.piece = piece;
    }

    @Override
    public int read() {
      return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(Math.min(length, piece), bytes.length - position);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }

  /** A start, and then the same characters for ever. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private final char[] repeated;
    private long position;

    Endless(String start, char... repeated) {
      this.start = start.getBytes(UTF_8);
      this.repeated = repeated;
    }

    @Override
    public int read() {
      long p = position++;
      return p < start.length ? start[(int) p] : repeated[(int) (p % repeated.length)];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      for (int i = 0; i < length; i++) {
        target[offset + i] = (byte) read();
      }
      return length;
    }
  }
}
