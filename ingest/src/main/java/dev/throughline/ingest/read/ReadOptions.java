package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.model.ObjectType;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller decides about reading.
 *
 * @param mapping for tables (CSV, Parquet): which column means what; null to use the proposal
 * @param leadingType which object type is the case, for logs with many (OCEL); null takes {@code
 *     case} for other formats and for OCEL reads each event once, with no case
 * @param timeZone of timestamps without offset in formats that have no mapping (OCEL); null reads
 *     them as UTC and says so in a finding
 * @param sourceName the source of events that name none
 * @param caseAttributes attributes of the case that {@link EventRow#caseAttribute} hands out; CSV
 *     takes columns by name
 * @param limits what is refused
 */
public record ReadOptions(
    @Nullable ColumnMapping mapping,
    @Nullable ObjectType leadingType,
    @Nullable ZoneId timeZone,
    String sourceName,
    List<String> caseAttributes,
    ReadLimits limits) {

  public ReadOptions {
    caseAttributes = List.copyOf(caseAttributes);
  }

  public static ReadOptions defaults(String sourceName) {
    return new ReadOptions(null, null, null, sourceName, List.of(), ReadLimits.DEFAULT);
  }

  public ReadOptions withMapping(@Nullable ColumnMapping newMapping) {
    return new ReadOptions(newMapping, leadingType, timeZone, sourceName, caseAttributes, limits);
  }

  public ReadOptions withLeadingType(@Nullable ObjectType newType) {
    return new ReadOptions(mapping, newType, timeZone, sourceName, caseAttributes, limits);
  }

  public ReadOptions withTimeZone(@Nullable ZoneId newZone) {
    return new ReadOptions(mapping, leadingType, newZone, sourceName, caseAttributes, limits);
  }

  public ReadOptions withCaseAttributes(List<String> names) {
    return new ReadOptions(mapping, leadingType, timeZone, sourceName, names, limits);
  }

  public ReadOptions withLimits(ReadLimits newLimits) {
    return new ReadOptions(mapping, leadingType, timeZone, sourceName, caseAttributes, newLimits);
  }
}
