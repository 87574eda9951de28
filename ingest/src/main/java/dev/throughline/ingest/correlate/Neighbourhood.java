package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a log that new events have to do with: which events' links they may change, and all
 * events that those links depend on. Whoever holds the log answers its questions:
 *
 * <pre>
 * while (!(wanted = neighbourhood.wanted()).isEmpty()) {
 *   neighbourhood.found(numbers of the events of each wanted object, ascending);
 *   neighbourhood.add(the events of neighbourhood.missing());
 * }
 * </pre>
 *
 * <p>Correlating {@link #events} then gives the right links for {@link #affected}, and for those
 * only. Not safe for use by several threads.
 */
public final class Neighbourhood {
  private static final int UNCHANGED = Integer.MAX_VALUE;
  private static final int UNNEEDED = -1;

  private final LinkRules rules;
  private final List<Integer> strata;
  private final Applicable.Index applicable;
  private final long processed;
  private final TreeMap<Long, Node> nodes = new TreeMap<>();
  private final Map<ObjectKey, List<Long>> found = new HashMap<>();
  private final TreeSet<Long> missing = new TreeSet<>();
  private final List<Node> seeds = new ArrayList<>();
  private int step;

  /**
   * @param processed events up to this number were linked before, those above are new
   */
  public Neighbourhood(LinkRules rules, long processed) {
    this.rules = rules;
    this.strata = List.copyOf(rules.strata());
    this.applicable = new Applicable.Index(rules);
    this.processed = processed;
  }

  /** More new events to start from. */
  public void seed(Collection<LinkEvent> added) {
    add(added);
    for (LinkEvent event : added) {
      Node node = node(event.number());
      if (rules.concern(event) && !node.isSeed) {
        node.isSeed = true;
        seeds.add(node);
        step = 0;
      }
    }
  }

  public void add(Collection<LinkEvent> added) {
    for (LinkEvent event : added) {
      nodes.computeIfAbsent(
          event.number(), number -> new Node(event, rules.names(event), applicable.of(event)));
      missing.remove(event.number());
    }
  }

  /**
   * Says which events refer to objects.
   *
   * @param numbers of all events of each object, ascending; of an object with more than {@link
   *     LinkRules#maxEvents} events the first of them, one more than that
   */
  public void found(Map<ObjectKey, List<Long>> numbers) {
    numbers.forEach(
        (object, ofObject) -> {
          found.put(object, List.copyOf(ofObject));
          step = isNewPlaceholder(object) ? 0 : step;
          ofObject.stream().filter(number -> !nodes.containsKey(number)).forEach(missing::add);
        });
  }

  /** Numbers that were found and whose events were not added yet. */
  public SortedSet<Long> missing() {
    return new TreeSet<>(missing);
  }

  /** Events, those that are linked and those that they depend on. */
  public List<LinkEvent> events() {
    return nodes.values().stream().map(node -> node.event).toList();
  }

  /** Once nothing is wanted: the events whose links may differ from what they were. */
  public SortedSet<Long> affected() {
    TreeSet<Long> affected = new TreeSet<>();
    nodes.values().stream().filter(Node::isAffected).forEach(node -> affected.add(node.number()));
    return affected;
  }

  /** New events that were met on the way and are not among those to start from. */
  public SortedSet<Long> otherNew() {
    TreeSet<Long> others = new TreeSet<>();
    for (Node node : nodes.tailMap(processed, false).values()) {
      if (!node.isSeed && rules.concern(node.event)) {
        others.add(node.number());
      }
    }
    return others;
  }

  /*
   * An event's link in stratum j depends on the links below j of the events that share a document which one of its rules of
   * that stratum consults, and on what the candidates' orders say. So changes go up the strata and needs go down, one step of
   * shared documents for each stratum: what is read is bounded by the number of strata, even where documents chain a
   * supplier's whole history together. A step that lacks events asks for them and is done again; steps before it stand.
   */
  /** The objects whose events must be known before it can go on; empty when it is complete. */
  public Set<ObjectKey> wanted() {
    Set<ObjectKey> wanted = new HashSet<>();
    while (wanted.isEmpty() && step <= lastStep()) {
      take(step, wanted);
      if (wanted.isEmpty()) {
        step++;
      }
    }
    return wanted;
  }

  /** Step 0 starts; then one for each stratum upwards, one for each downwards, and the cases. */
  private void take(int number, Set<ObjectKey> wanted) {
    if (number == 0) {
      nodes.values().forEach(Node::reset);
      startChanges(wanted);
      unlinkPlaceholders();
    } else if (number <= strata.size()) {
      spreadChanges(strata.get(number - 1), wanted);
    } else if (number < lastStep()) {
      if (number == strata.size() + 1) {
        int highest = strata.get(strata.size() - 1);
        nodes.values().stream().filter(Node::isAffected).forEach(node -> node.needUpTo(highest));
      }
      needEvidence(strata.get(lastStep() - number - 1), wanted);
    } else {
      needCases(wanted);
    }
  }

  private int lastStep() {
    return 2 * strata.size() + 1;
  }

  private void startChanges(Set<ObjectKey> wanted) {
    for (Node seed : seeds) {
      if (!seed.isNamed) {
        seed.changeFrom(firstStratum(seed));
        continue;
      }
      seed.changeFrom(LinkRules.NAMED_STRATUM);
      if (seed.event.hasAny(rules.items())) { // the facts of its cases change: see CaseFacts
        for (ObjectKey leading : seed.event.of(rules.leadingType())) {
          sharing(leading, wanted).forEach(node -> node.changeFrom(LinkRules.NAMED_STRATUM));
        }
      }
    }
  }

  private int firstStratum(Node node) {
    for (int stratum : strata) {
      if (node.event.hasAny(node.applicable.consulted(stratum))) {
        return stratum;
      }
    }
    return UNCHANGED;
  }

  /** What a document that has just become a placeholder linked before is not linked by it now. */
  private void unlinkPlaceholders() {
    found.forEach(
        (object, numbers) -> {
          if (isNewPlaceholder(object)) {
            numbers.forEach(number -> node(number).changeFrom(LinkRules.NAMED_STRATUM));
          }
        });
  }

  private boolean isNewPlaceholder(ObjectKey object) {
    List<Long> numbers = found.getOrDefault(object, List.of());
    return rules.documents().contains(object.type())
        && isPlaceholder(numbers)
        && !wasPlaceholder(numbers);
  }

  private void spreadChanges(int stratum, Set<ObjectKey> wanted) {
    Set<ObjectType> consulted = consulted(stratum);
    Set<ObjectKey> documents = new HashSet<>();
    for (Node node : nodes.values()) {
      if (node.changesFrom < stratum) {
        node.collect(consulted, documents);
      }
    }
    for (ObjectKey document : documents) {
      List<Node> sharing = sharing(document, wanted);
      if (!wasPlaceholder(found.getOrDefault(document, List.of()))) {
        for (Node node : sharing) {
          if (!node.isNamed && node.applicable.consulted(stratum).contains(document.type())) {
            node.changeFrom(stratum);
          }
        }
      }
    }
  }

  /** The types that any rule of the stratum consults, for any event. */
  private Set<ObjectType> consulted(int stratum) {
    Set<ObjectType> types = new HashSet<>();
    if (stratum == rules.nearMissStratum()) {
      types.addAll(rules.documents());
    }
    for (LinkRule rule : rules.rules()) {
      if (rule.stratum() == stratum) {
        types.addAll(rule.documents());
        types.addAll(rule.notAgainst());
      }
    }
    return types;
  }

  /** Whether the document had too many events before any of the new ones. */
  private boolean wasPlaceholder(List<Long> sharing) {
    return isPlaceholder(sharing) && sharing.get(sharing.size() - 1) <= processed;
  }

  private boolean isPlaceholder(List<Long> sharing) {
    return sharing.size() > rules.maxEvents();
  }

  private void needCases(Set<ObjectKey> wanted) {
    Set<ObjectKey> cases = new HashSet<>();
    Set<ObjectType> leading = Set.of(rules.leadingType());
    nodes.values().stream().filter(Node::isNeeded).forEach(node -> node.collect(leading, cases));
    cases.forEach(leadingObject -> sharing(leadingObject, wanted));
  }

  private void needEvidence(int stratum, Set<ObjectKey> wanted) {
    Set<ObjectKey> documents = new HashSet<>();
    for (Node node : nodes.values()) {
      if (node.neededUpTo >= stratum && !node.isNamed) {
        node.collect(node.applicable.consulted(stratum), documents);
      }
    }
    for (ObjectKey document : documents) {
      List<Node> sharing = sharing(document, wanted);
      if (!isPlaceholder(found.getOrDefault(document, List.of()))) {
        sharing.forEach(node -> node.needUpTo(stratum - 1));
      }
    }
  }

  /** The events of an object; if they are not known it is wanted, and there are none yet. */
  private List<Node> sharing(ObjectKey object, Set<ObjectKey> wanted) {
    List<Long> numbers = found.get(object);
    if (numbers == null) {
      wanted.add(object);
      return List.of();
    }
    return numbers.stream().map(this::node).toList();
  }

  private Node node(long number) {
    Node node = nodes.get(number);
    if (node == null) {
      throw new IllegalStateException("event %d was found and never added".formatted(number));
    }
    return node;
  }

  /** An event, from which stratum on its links may change, and up to which they must be known. */
  private static final class Node {
    private final LinkEvent event;
    private final boolean isNamed;
    private final Applicable applicable;
    private boolean isSeed;
    private int changesFrom = UNCHANGED;
    private int neededUpTo = UNNEEDED;

    Node(LinkEvent event, boolean isNamed, Applicable applicable) {
      this.event = event;
      this.isNamed = isNamed;
      this.applicable = applicable;
    }

    long number() {
      return event.number();
    }

    void reset() {
      changesFrom = UNCHANGED;
      neededUpTo = UNNEEDED;
    }

    void changeFrom(int stratum) {
      changesFrom = Math.min(changesFrom, stratum);
    }

    void needUpTo(int stratum) {
      neededUpTo = Math.max(neededUpTo, stratum);
    }

    boolean isAffected() {
      return isSeed || (changesFrom != UNCHANGED && !isNamed);
    }

    boolean isNeeded() {
      return neededUpTo != UNNEEDED;
    }

    void collect(Set<ObjectType> types, Set<ObjectKey> objects) {
      for (ObjectKey object : event.objects()) {
        if (types.contains(object.type())) {
          objects.add(object);
        }
      }
    }
  }
}
