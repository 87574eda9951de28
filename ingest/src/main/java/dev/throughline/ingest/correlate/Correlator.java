package dev.throughline.ingest.correlate;

import dev.throughline.ingest.correlate.Evidence.Entry;
import dev.throughline.model.CaseId;
import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Links events to cases by declared rules. The result is a function of the set of events: neither
 * their order nor how often one comes plays a part. It is right for an event when all events are
 * given that its links depend on; {@link Neighbourhood} finds these.
 *
 * <p>An event that names cases belongs to these, and to no others, whatever documents it shares.
 * Time and memory are linear in events, times the cases that share a document.
 */
public final class Correlator {
  private final LinkRules rules;

  public Correlator(LinkRules rules) {
    this.rules = rules;
  }

  /*
   * Strata, as in Datalog with negation: every event that is not linked yet is decided on the links of lower strata only, and
   * the decisions of a stratum become visible together. So no decision sees another one of its own stratum, in which an order
   * could hide. Rules of one stratum must agree with each other; if they do not, the event is left for the next stratum.
   */
  public Correlation correlate(Collection<LinkEvent> events) {
    Evidence evidence = new Evidence(rules, events);
    for (int stratum : rules.strata()) {
      Map<Entry, List<CaseLink>> decided = new LinkedHashMap<>();
      for (Entry entry : evidence.entries()) {
        if (!entry.isLinked()) {
          decided.put(entry, decide(entry, stratum, evidence));
        }
      }
      decided.forEach(
          (entry, links) -> {
            if (!links.isEmpty()) {
              entry.link(links, stratum);
            }
          });
    }
    return result(evidence);
  }

  private Correlation result(Evidence evidence) {
    NearMisses nearMisses = new NearMisses(rules, evidence);
    TreeMap<Long, List<CaseLink>> links = new TreeMap<>();
    TreeMap<Long, Orphan> orphans = new TreeMap<>();
    for (Entry entry : evidence.entries()) {
      long number = entry.event.number();
      if (entry.isLinked()) {
        links.put(number, List.copyOf(entry.links()));
      } else {
        orphans.put(number, nearMisses.orphan(entry.event));
      }
    }
    return new Correlation(links, orphans);
  }

  /** The links by the first rule of the stratum that finds some; none if another finds others. */
  private List<CaseLink> decide(Entry entry, int stratum, Evidence evidence) {
    LinkRule first = null;
    SortedSet<CaseId> found = new TreeSet<>();
    for (LinkRule rule : entry.applicable.rules(stratum)) {
      SortedSet<CaseId> cases = linked(rule, entry, evidence);
      if (cases.isEmpty()) {
        continue;
      }
      if (first == null) {
        first = rule;
        found = cases;
      } else if (!found.equals(cases)) {
        return List.of();
      }
    }
    return first == null ? List.of() : links(first, entry.event, found, evidence);
  }

  private SortedSet<CaseId> linked(LinkRule rule, Entry entry, Evidence evidence) {
    LinkEvent event = entry.event;
    SortedSet<CaseId> cases = candidates(rule, event, evidence);
    cases.removeIf(id -> !fits(rule, event, evidence.facts(id)));
    if (rule.reach() == Reach.ONE_CASE && cases.size() > 1) {
      return new TreeSet<>();
    }
    if (rule.otherItems() == ItemCheck.UNLESS_ANOTHER_AGREES
        && event.hasAny(rules.items())
        && anotherAgrees(entry, rule.stratum(), evidence)) {
      cases.removeIf(id -> !agreesInAnItem(event, evidence.facts(id)));
    }
    cases.removeIf(id -> isAgainst(rule, event, id, evidence));
    return cases;
  }

  /** The cases that share every document that the rule asks for. */
  private static SortedSet<CaseId> candidates(LinkRule rule, LinkEvent event, Evidence evidence) {
    SortedSet<CaseId> candidates = owners(event, rule.documents().get(0), rule.stratum(), evidence);
    for (ObjectType further : rule.documents().subList(1, rule.documents().size())) {
      candidates.retainAll(owners(event, further, rule.stratum(), evidence));
    }
    return candidates;
  }

  /** The cases that share a document of the type. */
  private static SortedSet<CaseId> owners(
      LinkEvent event, ObjectType type, int stratum, Evidence evidence) {
    TreeSet<CaseId> owners = new TreeSet<>();
    event.of(type).forEach(document -> owners.addAll(evidence.owners(document, stratum)));
    return owners;
  }

  private boolean fits(LinkRule rule, LinkEvent event, CaseFacts facts) {
    Predicate<ObjectType> agrees = type -> facts.agrees(event, type);
    return rule.items().stream().allMatch(agrees)
        && (!rule.sameQuantity() || facts.hasQuantityOf(event))
        && (rule.otherItems() != ItemCheck.MUST_NOT_DIFFER
            || rules.items().stream().noneMatch(type -> facts.differs(event, type)));
  }

  /** Whether a case that shares any one of the event's documents has one of its items. */
  private boolean anotherAgrees(Entry entry, int stratum, Evidence evidence) {
    for (ObjectType type : entry.applicable.consulted(stratum)) {
      for (CaseId id : owners(entry.event, type, stratum, evidence)) {
        if (agreesInAnItem(entry.event, evidence.facts(id))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean agreesInAnItem(LinkEvent event, CaseFacts facts) {
    return rules.items().stream().anyMatch(type -> facts.agrees(event, type));
  }

  /** Whether a guarding document of the event belongs to other cases only. */
  private static boolean isAgainst(LinkRule rule, LinkEvent event, CaseId id, Evidence evidence) {
    return rule.notAgainst().stream()
        .map(type -> owners(event, type, rule.stratum(), evidence))
        .anyMatch(owners -> !owners.isEmpty() && !owners.contains(id));
  }

  private static List<CaseLink> links(
      LinkRule rule, LinkEvent event, SortedSet<CaseId> cases, Evidence evidence) {
    List<CaseLink> links = new ArrayList<>();
    for (CaseId id : cases) {
      List<ObjectKey> keys = new ArrayList<>();
      for (ObjectType type : rule.documents()) {
        event.of(type).stream()
            .filter(document -> evidence.owners(document, rule.stratum()).contains(id))
            .forEach(keys::add);
      }
      rule.items().forEach(type -> keys.addAll(evidence.facts(id).agreed(event, type)));
      links.add(new CaseLink(event.number(), id, rule.name(), keys, rule.confidence()));
    }
    return links;
  }
}
