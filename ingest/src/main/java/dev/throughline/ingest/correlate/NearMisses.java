package dev.throughline.ingest.correlate;

import dev.throughline.ingest.correlate.NearMiss.Comparison;
import dev.throughline.model.CaseId;
import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says of an event without a case which cases came near, and why it is in none. */
final class NearMisses {
  private final LinkRules rules;
  private final Evidence evidence;

  NearMisses(LinkRules rules, Evidence evidence) {
    this.rules = rules;
    this.evidence = evidence;
  }

  Orphan orphan(LinkEvent event) {
    TreeSet<CaseId> candidates = new TreeSet<>();
    for (ObjectKey object : event.objects()) {
      candidates.addAll(owners(object));
    }
    List<NearMiss> nearest =
        candidates.stream()
            .map(id -> compared(event, id))
            .sorted(NearMiss.ORDER)
            .limit(Orphan.MAX_NEAR_MISSES)
            .toList();
    return new Orphan(event.number(), why(nearest), nearest);
  }

  private static Orphan.Why why(List<NearMiss> nearest) {
    if (nearest.isEmpty()) {
      return Orphan.Why.NOTHING_SHARED;
    }
    return nearest.size() > 1 && nearest.get(0).isAsGoodAs(nearest.get(1))
        ? Orphan.Why.AMBIGUOUS
        : Orphan.Why.TOO_LITTLE_AGREES;
  }

  private SortedSet<CaseId> owners(ObjectKey object) {
    return evidence.owners(object, rules.nearMissStratum());
  }

  private NearMiss compared(LinkEvent event, CaseId id) {
    Sides sides = new Sides(new ArrayList<>(), new ArrayList<>());
    for (ObjectKey object : event.objects()) {
      if (rules.documents().contains(object.type())) {
        SortedSet<CaseId> owners = owners(object);
        if (owners.contains(id)) {
          sides.agrees.add(comparison(object, List.of(object.id().value())));
        } else if (!owners.isEmpty()) {
          sides.differs.add(comparison(object, List.of()));
        }
      }
    }
    CaseFacts facts = evidence.facts(id);
    rules.items().forEach(type -> compareItems(event, type, facts, sides));
    compareQuantity(event, facts, sides);
    return new NearMiss(id, sides.agrees, sides.differs);
  }

  private static void compareItems(LinkEvent event, ObjectType type, CaseFacts facts, Sides sides) {
    List<String> known = facts.items(type).stream().map(item -> item.id().value()).toList();
    for (ObjectKey item : event.of(type)) {
      if (facts.agrees(event, type)) {
        sides.agrees.add(comparison(item, known));
      } else if (!known.isEmpty()) {
        sides.differs.add(comparison(item, known));
      }
    }
  }

  private static void compareQuantity(LinkEvent event, CaseFacts facts, Sides sides) {
    BigDecimal quantity = event.quantity();
    if (quantity != null && !facts.quantities().isEmpty()) {
      List<String> known = facts.quantities().stream().map(BigDecimal::toPlainString).toList();
      (facts.hasQuantityOf(event) ? sides.agrees : sides.differs)
          .add(new Comparison("quantity", quantity.toPlainString(), known));
    }
  }

  private record Sides(List<Comparison> agrees, List<Comparison> differs) {}

  private static Comparison comparison(ObjectKey object, List<String> ofCase) {
    return new Comparison(object.type().value(), object.id().value(), ofCase);
  }
}
