package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for events with objects of certain types, by stratum. */
final class Applicable {
  private final Map<Integer, List<LinkRule>> rules = new HashMap<>();
  private final Map<Integer, Set<ObjectType>> consulted = new HashMap<>();

  private Applicable(LinkRules all, LinkEvent event) {
    for (LinkRule rule : all.rules()) {
      if (rule.appliesTo(event)) {
        rules.computeIfAbsent(rule.stratum(), stratum -> new ArrayList<>()).add(rule);
        Set<ObjectType> types =
            consulted.computeIfAbsent(rule.stratum(), stratum -> new HashSet<>());
        types.addAll(rule.documents());
        types.addAll(rule.notAgainst());
      }
    }
    consulted
        .computeIfAbsent(all.nearMissStratum(), stratum -> new HashSet<>())
        .addAll(all.documents());
  }

  /** The rules of a stratum, in their order. */
  List<LinkRule> rules(int stratum) {
    return rules.getOrDefault(stratum, List.of());
  }

  /** The types of documents whose owners are asked for in a stratum. */
  Set<ObjectType> consulted(int stratum) {
    return consulted.getOrDefault(stratum, Set.of());
  }

  /** Finds the rules of events; equal kinds of events share one answer. Not for several threads. */
  static final class Index {
    private record Kind(Set<ObjectType> types, boolean hasQuantity) {}

    private final LinkRules rules;
    private final Map<Kind, Applicable> byKind = new HashMap<>();

    Index(LinkRules rules) {
      this.rules = rules;
    }

    Applicable of(LinkEvent event) {
      Set<ObjectType> types = new HashSet<>();
      event.objects().forEach(object -> types.add(object.type()));
      return byKind.computeIfAbsent(
          new Kind(types, event.quantity() != null), kind -> new Applicable(rules, event));
    }
  }
}
