package dev.throughline.api.insights;

import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.model.ObjectType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * An answer, and the log that it is about.
 *
 * @param attributes the case attributes one can filter by, with their values
 */
public record MinedLog(
    LogSummary summary,
    ObjectType leadingType,
    MiningResult result,
    SortedMap<String, SortedSet<String>> attributes) {
  public MinedLog {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
