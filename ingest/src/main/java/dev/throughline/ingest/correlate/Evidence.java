package dev.throughline.ingest.correlate;

import dev.throughline.model.CaseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Events with the links that are known so far, and whose documents are by these links. */
final class Evidence {
  private final LinkRules rules;
  private final Applicable.Index applicable;
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<ObjectKey, List<Entry>> byDocument = new HashMap<>();
  private final Map<CaseId, CaseFacts> facts = new HashMap<>();

  /** Whose documents are, by links below one stratum: dropped when the next one begins. */
  private final Map<ObjectKey, SortedSet<CaseId>> owners = new HashMap<>();

  private int ownersBelow;

  Evidence(LinkRules rules, Collection<LinkEvent> events) {
    this.rules = rules;
    this.applicable = new Applicable.Index(rules);
    events.forEach(this::add);
  }

  private void add(LinkEvent event) {
    Entry entry = new Entry(event, applicable.of(event));
    if (!rules.concern(event) || entries.putIfAbsent(event.number(), entry) != null) {
      return;
    }
    for (ObjectKey object : event.objects()) {
      if (rules.documents().contains(object.type())) {
        byDocument.computeIfAbsent(object, key -> new ArrayList<>()).add(entry);
      } else if (object.type().equals(rules.leadingType())) {
        CaseId caseId = new CaseId(object.id().value());
        facts.computeIfAbsent(caseId, id -> new CaseFacts()).add(event, rules.items());
        entry.stratum = LinkRules.NAMED_STRATUM;
        entry.links.add(
            new CaseLink(
                event.number(),
                caseId,
                LinkRules.NAMED,
                List.of(object),
                LinkRules.NAMED_CONFIDENCE));
      }
    }
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  /** Empty for a case whose events say nothing about it. */
  CaseFacts facts(CaseId caseId) {
    return facts.getOrDefault(caseId, new CaseFacts());
  }

  /** The cases to which events with the document are linked by rules below the stratum. */
  SortedSet<CaseId> owners(ObjectKey document, int stratum) {
    if (ownersBelow != stratum) {
      owners.clear();
      ownersBelow = stratum;
    }
    return owners.computeIfAbsent(document, key -> ownersNow(key, stratum));
  }

  private SortedSet<CaseId> ownersNow(ObjectKey document, int stratum) {
    TreeSet<CaseId> found = new TreeSet<>();
    List<Entry> sharing = byDocument.getOrDefault(document, List.of());
    if (sharing.size() <= rules.maxEvents()) {
      for (Entry entry : sharing) {
        if (entry.stratum < stratum) {
          entry.links.forEach(link -> found.add(link.caseId()));
        }
      }
    }
    return found;
  }

  /** An event, and how it is linked. */
  static final class Entry {
    final LinkEvent event;
    final Applicable applicable;
    private final List<CaseLink> links = new ArrayList<>();
    private int stratum = Integer.MAX_VALUE;

    Entry(LinkEvent event, Applicable applicable) {
      this.event = event;
      this.applicable = applicable;
    }

    boolean isLinked() {
      return !links.isEmpty();
    }

    List<CaseLink> links() {
      return links;
    }

    void link(List<CaseLink> found, int byStratum) {
      links.addAll(found);
      stratum = byStratum;
    }
  }
}
