package dev.throughline.ingest.read;

import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hands over the case attributes of a table, as objects of the type 'case': with the first row of a
 * case, and again when many other cases came between, because only the recent ones are remembered.
 */
final class CsvCaseObjects {
  private static final int REMEMBERED = 1 << 12;

  private final CsvScanner scanner;
  private final CsvColumns columns;
  private final LogSink sink;
  private final Utf8Slice value = new Utf8Slice();

  /* Direct-mapped by hash: a case that meets another one in its place drives it out. */
  private final byte[][] recent;

  CsvCaseObjects(CsvScanner scanner, CsvColumns columns, LogSink sink) {
    this.scanner = scanner;
    this.columns = columns;
    this.sink = sink;
    recent = new byte[columns.caseAttributes().isEmpty() ? 0 : REMEMBERED][];
  }

  /** Takes the scanner's row, which was accepted. */
  void accept(Utf8Slice caseId) {
    if (recent.length == 0) {
      return;
    }
    int from = caseId.offset();
    int to = from + caseId.length();
    int hash = 1;
    for (int p = from; p < to; p++) {
      hash = 31 * hash + caseId.bytes()[p];
    }
    int slot = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    byte[] known = recent[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, caseId.bytes(), from, to)) {
      recent[slot] = Arrays.copyOfRange(caseId.bytes(), from, to);
      handOver(new ObjectId(caseId.toString()));
    }
  }

  private void handOver(ObjectId id) {
    List<ObjectAttribute> attributes = new ArrayList<>(columns.caseAttributes().size());
    for (int column : columns.caseAttributes()) {
      scanner.field(column, value);
      if (!value.isEmpty()) {
        Attribute attribute = Attribute.text(columns.caseAttributeName(column), value.toString());
        attributes.add(new ObjectAttribute(attribute, Instant.EPOCH));
      }
    }
    if (!attributes.isEmpty()) {
      sink.object(new BusinessObject(ObjectType.CASE, id, attributes, List.of()));
    }
  }
}
