package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules as the documentation states them, by looking at everything for everyone. Says which
 * event is in which case by which rule: {@code case <- rule}.
 */
final class SlowCorrelator {
  private record Linked(int stratum, String rule, Set<String> cases) {}

  private final LinkRules rules;
  private final Map<Long, LinkEvent> events = new TreeMap<>();
  private final Map<Long, Linked> linked = new HashMap<>();

  SlowCorrelator(LinkRules rules, List<LinkEvent> given) {
    this.rules = rules;
    given.forEach(event -> events.put(event.number(), event));
  }

  Map<Long, Set<String>> links() {
    for (LinkEvent event : events.values()) {
      Set<String> named = ids(event, rules.leadingType());
      if (!named.isEmpty()) {
        linked.put(event.number(), new Linked(1, LinkRules.NAMED, named));
      }
    }
    for (int stratum = 2; stratum <= 20; stratum++) {
      Map<Long, Linked> added = new HashMap<>();
      for (LinkEvent event : events.values()) {
        if (!linked.containsKey(event.number())) {
          decide(event, stratum, added);
        }
      }
      linked.putAll(added);
    }
    Map<Long, Set<String>> result = new TreeMap<>();
    linked.forEach(
        (number, by) -> {
          Set<String> texts = new TreeSet<>();
          by.cases().forEach(id -> texts.add(id + " <- " + by.rule()));
          result.put(number, texts);
        });
    return result;
  }

  private void decide(LinkEvent event, int stratum, Map<Long, Linked> added) {
    List<Linked> opinions = new ArrayList<>();
    for (LinkRule rule : rules.rules()) {
      if (rule.stratum() == stratum) {
        Set<String> cases = byRule(event, rule);
        if (!cases.isEmpty()) {
          opinions.add(new Linked(stratum, rule.name(), cases));
        }
      }
    }
    if (opinions.stream().map(Linked::cases).distinct().count() == 1) {
      added.put(event.number(), opinions.get(0));
    }
  }

  private Set<String> byRule(LinkEvent event, LinkRule rule) {
    Set<String> fitting = new TreeSet<>();
    for (ObjectType unwanted : rule.onlyWithout()) {
      if (!ids(event, unwanted).isEmpty()) {
        return fitting;
      }
    }
    Set<String> all = new TreeSet<>();
    events.values().forEach(other -> all.addAll(ids(other, rules.leadingType())));
    boolean someoneAgrees =
        all.stream().anyMatch(id -> isNear(event, id, rule.stratum()) && hasItemOf(event, id));
    for (String id : all) {
      if (fits(event, id, rule)) {
        fitting.add(id);
      }
    }
    if (rule.reach() == Reach.ONE_CASE && fitting.size() > 1) {
      return Set.of();
    }
    if (rule.otherItems() == ItemCheck.UNLESS_ANOTHER_AGREES && someoneAgrees) {
      fitting.removeIf(id -> !hasItemOf(event, id));
    }
    fitting.removeIf(
        id ->
            rule.notAgainst().stream()
                .anyMatch(
                    type ->
                        !shares(event, id, type, rule.stratum())
                            && all.stream()
                                .anyMatch(other -> shares(event, other, type, rule.stratum()))));
    return fitting;
  }

  private boolean fits(LinkEvent event, String id, LinkRule rule) {
    for (ObjectType document : rule.documents()) {
      if (!shares(event, id, document, rule.stratum())) {
        return false;
      }
    }
    for (ObjectType item : rule.items()) {
      if (!overlap(ids(event, item), known(id, item))) {
        return false;
      }
    }
    if (rule.otherItems() == ItemCheck.MUST_NOT_DIFFER) {
      for (ObjectType item : rules.items()) {
        if (!ids(event, item).isEmpty()
            && !known(id, item).isEmpty()
            && !overlap(ids(event, item), known(id, item))) {
          return false;
        }
      }
    }
    return !rule.sameQuantity()
        || (event.quantity() != null && quantities(id).contains(event.quantity()));
  }

  /** Whether a document that some rule of the stratum asks about for this event is the case's. */
  private boolean isNear(LinkEvent event, String id, int stratum) {
    Set<ObjectType> asked = new HashSet<>();
    if (stratum == rules.nearMissStratum()) {
      asked.addAll(rules.documents());
    }
    for (LinkRule rule : rules.rules()) {
      if (rule.stratum() == stratum && rule.appliesTo(event)) {
        asked.addAll(rule.documents());
        asked.addAll(rule.notAgainst());
      }
    }
    return asked.stream().anyMatch(type -> shares(event, id, type, stratum));
  }

  private boolean shares(LinkEvent event, String id, ObjectType type, int stratum) {
    for (String document : ids(event, type)) {
      long sharing =
          events.values().stream().filter(other -> ids(other, type).contains(document)).count();
      if (sharing > rules.maxEvents()) {
        continue;
      }
      for (LinkEvent other : events.values()) {
        Linked by = linked.get(other.number());
        if (by != null
            && by.stratum() < stratum
            && by.cases().contains(id)
            && ids(other, type).contains(document)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasItemOf(LinkEvent event, String id) {
    return rules.items().stream().anyMatch(type -> overlap(ids(event, type), known(id, type)));
  }

  private Set<String> known(String id, ObjectType item) {
    Set<String> known = new HashSet<>();
    events.values().stream()
        .filter(event -> ids(event, rules.leadingType()).contains(id))
        .forEach(event -> known.addAll(ids(event, item)));
    return known;
  }

  private Set<BigDecimal> quantities(String id) {
    Set<BigDecimal> known = new HashSet<>();
    for (LinkEvent event : events.values()) {
      boolean ordered = rules.items().stream().anyMatch(type -> !ids(event, type).isEmpty());
      if (ordered && event.quantity() != null && ids(event, rules.leadingType()).contains(id)) {
        known.add(event.quantity());
      }
    }
    return known;
  }

  private static Set<String> ids(LinkEvent event, ObjectType type) {
    Set<String> ids = new TreeSet<>();
    for (ObjectKey object : event.objects()) {
      if (object.type().equals(type)) {
        ids.add(object.id().value());
      }
    }
    return ids;
  }

  private static boolean overlap(Set<String> left, Set<String> right) {
    return left.stream().anyMatch(right::contains);
  }
}
