package dev.throughline.mining.spark;

import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.finding.CaseState.CaseEvent;
import dev.throughline.mining.finding.CaseState.Measure;
import dev.throughline.mining.finding.CaseState.RuleHit;
import dev.throughline.mining.pack.Fact;
import dev.throughline.mining.pack.FindingRule;
import dev.throughline.mining.pack.Kpi;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.EventId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding.Evidence;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a {@link CasePlan}. Its columns are looked up by their place. */
final class CaseRow {
  private static final int CASE_ID = 0;
  private static final int LAST_AT = 1;
  private static final int FACTS = 2;

  private final ProcessPack pack;
  private final InternalRow row;

  private CaseRow(ProcessPack pack, InternalRow row) {
    this.pack = pack;
    this.row = row;
  }

  static CaseState read(ProcessPack pack, InternalRow row) {
    CaseRow reading = new CaseRow(pack, row);
    return new CaseState(
        new CaseId(text(row, CASE_ID)),
        instant(row.getLong(LAST_AT)),
        reading.facts(),
        reading.measures(),
        reading.hits(),
        reading.events());
  }

  private SortedMap<String, FactValue> facts() {
    SortedMap<String, FactValue> facts = new TreeMap<>();
    int column = FACTS;
    for (Fact fact : pack.facts()) {
      if (!row.isNullAt(column)) {
        facts.put(fact.name(), fact(fact, column));
      }
      column++;
    }
    return facts;
  }

  private FactValue fact(Fact fact, int column) {
    return switch (fact.type()) {
      case NUMBER -> new FactValue.Numeric(number(row, column));
      case TEXT -> new FactValue.Text(text(row, column));
      case MOMENT -> new FactValue.Moment(instant(row.getLong(column)));
      case FLAG -> new FactValue.Flag(row.getBoolean(column));
    };
  }

  private List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    int column = FACTS + pack.facts().size();
    for (Kpi kpi : pack.kpis()) {
      if (!row.isNullAt(column)) {
        InternalRow value = row.getStruct(column, 3);
        Boolean met = value.isNullAt(2) ? null : value.getBoolean(2);
        measures.add(new Measure(kpi.name(), moment(value, 0), moment(value, 1), met));
      }
      column++;
    }
    return measures;
  }

  private List<RuleHit> hits() {
    List<RuleHit> hits = new ArrayList<>();
    int column = FACTS + pack.facts().size() + pack.kpis().size();
    for (FindingRule rule : pack.rules()) {
      if (!row.isNullAt(column)) {
        InternalRow value = row.getStruct(column, 3);
        BigDecimal exposure = value.isNullAt(2) ? null : number(value, 2);
        hits.add(new RuleHit(rule.name(), moment(value, 0), moment(value, 1), exposure));
      }
      column++;
    }
    return hits;
  }

  private List<CaseEvent> events() {
    int column = row.numFields() - 1;
    if (row.isNullAt(column)) {
      return List.of();
    }
    ArrayData array = row.getArray(column);
    List<CaseEvent> events = new ArrayList<>();
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow event = array.getStruct(i, 4);
      events.add(
          new CaseEvent(
              new Activity(text(event, 1)),
              new Evidence(new Source(text(event, 2)), new EventId(text(event, 3)))));
    }
    return events;
  }

  private static String text(InternalRow row, int column) {
    return row.getUTF8String(column).toString();
  }

  private static BigDecimal number(InternalRow row, int column) {
    return row.getDecimal(column, CaseEvents.NUMBER.precision(), CaseEvents.NUMBER.scale())
        .toJavaBigDecimal();
  }

  private static @Nullable Instant moment(InternalRow row, int column) {
    return row.isNullAt(column) ? null : instant(row.getLong(column));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
