package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the events of one process find their cases.
 *
 * @param leadingType whose objects are the cases
 * @param documents types of objects that link events: those of few events, never hubs such as a
 *     supplier, a site or a SKU
 * @param items types that tell the lines of one document apart
 * @param ownItems items that only events of this process refer to
 * @param rules for events that do not name their case
 * @param nearMissStratum near misses are the cases that share a document by links below this
 *     stratum
 * @param maxEvents a document with more events is not one, but a placeholder such as 'UNKNOWN'; it
 *     links nothing
 */
public record LinkRules(
    ObjectType leadingType,
    List<ObjectType> documents,
    List<ObjectType> items,
    List<ObjectType> ownItems,
    List<LinkRule> rules,
    int nearMissStratum,
    int maxEvents) {

  /** The rule of an event that names its case. */
  public static final String NAMED = "named";

  public static final double NAMED_CONFIDENCE = 1;
  static final int NAMED_STRATUM = 1;

  public LinkRules {
    documents = List.copyOf(documents);
    items = List.copyOf(items);
    ownItems = List.copyOf(ownItems);
    rules = List.copyOf(rules);
    for (LinkRule rule : rules) {
      require(documents.containsAll(rule.documents()), rule, "must link through the documents");
      require(documents.containsAll(rule.notAgainst()), rule, "must be guarded by documents");
      require(items.containsAll(rule.items()), rule, "must agree in items");
    }
    if (documents.contains(leadingType) || items.contains(leadingType)) {
      throw new IllegalArgumentException("the leading type must be neither document nor item");
    }
    if (!items.containsAll(ownItems)) {
      throw new IllegalArgumentException("ownItems must be items, were " + ownItems);
    }
    if (nearMissStratum < 2) {
      throw new IllegalArgumentException(
          "nearMissStratum must be at least 2, was " + nearMissStratum);
    }
    if (maxEvents < 1) {
      throw new IllegalArgumentException("maxEvents must be at least 1, was " + maxEvents);
    }
  }

  private static void require(boolean kept, LinkRule rule, String what) {
    if (!kept) {
      throw new IllegalArgumentException("rule '%s' %s".formatted(rule.name(), what));
    }
  }

  /** The strata that have rules, ascending, and the one of near misses. */
  SortedSet<Integer> strata() {
    TreeSet<Integer> strata = new TreeSet<>();
    rules.forEach(rule -> strata.add(rule.stratum()));
    strata.add(nearMissStratum);
    return strata;
  }

  boolean names(LinkEvent event) {
    return event.has(leadingType);
  }

  /** Whether the event is of this process; of those that are not, nothing is said. */
  public boolean concern(LinkEvent event) {
    return names(event) || event.hasAny(documents) || event.hasAny(ownItems);
  }

  /** Every type that a link depends on. */
  public List<ObjectType> types() {
    TreeSet<ObjectType> types = new TreeSet<>(documents);
    types.addAll(items);
    types.add(leadingType);
    return List.copyOf(types);
  }

  /** These rules with another bound on the events of a document. */
  public LinkRules withMaxEvents(int bound) {
    return new LinkRules(leadingType, documents, items, ownItems, rules, nearMissStratum, bound);
  }

  /** Changes when any rule does: links made by other rules have to be made again. */
  public String version() {
    return Integer.toHexString(toString().hashCode());
  }
}
