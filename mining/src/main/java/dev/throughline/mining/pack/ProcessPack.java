package dev.throughline.mining.pack;

import dev.throughline.model.Finding;
import dev.throughline.model.FindingType;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Reason;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One end-to-end process: what is read of its events, what is known of a case, what is measured,
 * and what counts as a discrepancy.
 *
 * @param name such as {@code procure-to-pay}
 * @param version of the definitions, as their author counts
 * @param hash SHA-256 of the text that the pack was read from, as hexadecimal digits: cases that
 *     were looked at with another one have to be looked at again
 * @param title for people
 * @param leadingType whose objects are the cases
 * @param currency of a case that says none
 * @param parameters by name
 * @param columns what expressions read of each event
 * @param facts in the order in which they may name each other
 */
public record ProcessPack(
    String name,
    String version,
    String hash,
    String title,
    ObjectType leadingType,
    Currency currency,
    Map<String, Parameter> parameters,
    List<EventColumn> columns,
    List<Fact> facts,
    List<Kpi> kpis,
    List<FindingRule> rules) {

  /** The fact whose text is the currency of a case's amounts. */
  public static final String CURRENCY = "currency";

  /** The fact whose text is the site of a case. */
  public static final String SITE = "site";

  /** The fact whose text is the supplier of a case. */
  public static final String SUPPLIER = "supplier";

  /** Columns that every event has. */
  public static final Set<String> EVENT_COLUMNS =
      Set.of(
          "case_id", "at", "activity", "source", "event_id", "resource", "link_confidence", "nth");

  private static final Pattern COLUMN_NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern HYPHENATED = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException when a name is malformed or used twice
   */
  public ProcessPack {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    columns = List.copyOf(columns);
    facts = List.copyOf(facts);
    kpis = List.copyOf(kpis);
    rules = List.copyOf(rules);
    require(HYPHENATED, "the name of the pack", name);
    checkExpressionNames(parameters.keySet(), columns, facts);
    Set<String> names = new HashSet<>();
    for (Kpi kpi : kpis) {
      require(HYPHENATED, "the name of a KPI", kpi.name());
      unique(names, "KPI", kpi.name());
    }
    names.clear();
    for (FindingRule rule : rules) {
      require(HYPHENATED, "the name of a rule", rule.name());
      unique(names, "rule", rule.name());
    }
  }

  private static void checkExpressionNames(
      Set<String> parameters, List<EventColumn> columns, List<Fact> facts) {
    Set<String> names = new HashSet<>(EVENT_COLUMNS);
    for (String parameter : parameters) {
      require(COLUMN_NAME, "the name of a parameter", parameter);
      unique(names, "name", parameter);
    }
    names = new HashSet<>(parameters);
    names.add("case_id");
    for (Fact fact : facts) {
      require(COLUMN_NAME, "the name of a fact", fact.name());
      if (fact.name().equals(Finding.GONE_AT)) {
        throw new IllegalArgumentException(
            "the name '%s' is the service's own".formatted(fact.name()));
      }
      unique(names, "name", fact.name());
    }
    names = new HashSet<>(EVENT_COLUMNS);
    names.addAll(parameters);
    for (EventColumn column : columns) {
      require(COLUMN_NAME, "the name of a column", column.name());
      unique(names, "name", column.name());
    }
  }

  private static void require(Pattern form, String what, String name) {
    if (!form.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s must look like %s, was '%s'"
              .formatted(what, form == HYPHENATED ? "'two-words'" : "'two_words'", name));
    }
  }

  private static void unique(Set<String> names, String what, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("the %s '%s' is used twice".formatted(what, name));
    }
  }

  public Optional<Kpi> kpi(String wanted) {
    return kpis.stream().filter(kpi -> kpi.name().equals(wanted)).findFirst();
  }

  public Optional<FindingRule> rule(String wanted) {
    return rules.stream().filter(rule -> rule.name().equals(wanted)).findFirst();
  }

  /** The types of all discrepancies that the rules find, in their order. */
  public SortedSet<FindingType> types() {
    return rules.stream().map(FindingRule::type).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What the playbook recommends: by the rule of the type's own name, else by the first rule that
   * finds the type; empty for a type that the pack does not know.
   */
  public Optional<String> action(FindingType type, Reason reason) {
    return rule(type.value())
        .or(() -> rules.stream().filter(rule -> rule.type().equals(type)).findFirst())
        .map(rule -> rule.action(reason));
  }
}
