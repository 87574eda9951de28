package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingOrder;
import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Which exceptions a reader asks for, in which order: the state of the queue's address.
 *
 * @param states none means all that are open
 * @param owner null for everybody's
 * @param mine whether the owner was asked for as 'mine'
 */
record QueueQuestion(
    Set<FindingState> states,
    Set<FindingType> types,
    @Nullable Role owner,
    boolean mine,
    @Nullable String site,
    @Nullable String supplier,
    @Nullable String text,
    FindingOrder order) {
  static final String STATE = "state";
  static final String TYPE = "type";
  static final String OWNER = "owner";
  static final String SITE = "site";
  static final String SUPPLIER = "supplier";
  static final String TEXT = "text";
  static final String ORDER = "order";
  static final String MINE = "mine";

  /**
   * Reads a canonical address.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a value that names nothing
   */
  static QueueQuestion of(MultiValueMap<String, String> parameters, Person person) {
    String owner = parameters.getFirst(OWNER);
    boolean mine = MINE.equals(owner);
    String order = parameters.getFirst(ORDER);
    return new QueueQuestion(
        all(parameters, STATE, QueueQuestion::state),
        all(parameters, TYPE, FindingType::new),
        mine
            ? roleOf(person).orElseThrow(QueueQuestion::noRole)
            : owner == null ? null : parsed(OWNER, owner, w -> Role.valueOf(constant(w))),
        mine,
        parameters.getFirst(SITE),
        parameters.getFirst(SUPPLIER),
        parameters.getFirst(TEXT),
        order == null
            ? FindingOrder.EXPOSURE
            : parsed(ORDER, order, word -> FindingOrder.valueOf(constant(word))));
  }

  /** What a form sent, without what says nothing: the one address of what it asks for. */
  static MultiValueMap<String, String> canonical(MultiValueMap<String, String> sent) {
    LinkedMultiValueMap<String, String> state = new LinkedMultiValueMap<>();
    sent.forEach(
        (name, values) -> {
          List<String> given =
              values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
          if (!given.isEmpty() && !(name.equals(ORDER) && given.equals(List.of("exposure")))) {
            state.addAll(name, given.stream().distinct().toList());
          }
        });
    return state;
  }

  /** The role that 'mine' stands for: a person's, if they have one that decides and no second. */
  static Optional<Role> roleOf(Person person) {
    List<Role> deciding = person.roles().stream().filter(AccessRules.deciders()::contains).toList();
    return deciding.size() == 1 ? Optional.of(deciding.get(0)) : Optional.empty();
  }

  private static ThroughlineException noRole() {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT, "you do not have one deciding role; name the owner instead");
  }

  private static <T extends Comparable<T>> Set<T> all(
      MultiValueMap<String, String> parameters, String name, Function<String, T> parse) {
    Set<T> values = new TreeSet<>();
    parameters.getOrDefault(name, List.of()).forEach(word -> values.add(parsed(name, word, parse)));
    return values;
  }

  private static <T> T parsed(String name, String word, Function<String, T> parse) {
    try {
      return parse.apply(word);
    } catch (IllegalArgumentException unknown) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "%s cannot be '%s'".formatted(name, word));
    }
  }

  /** The state of a word of an address. */
  static FindingState state(String word) {
    return FindingState.valueOf(constant(word));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** As addresses write a constant: {@code finance-controller}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a text that is too long
   */
  FindingFilter filter() {
    Set<FindingState> wanted = states.isEmpty() ? FindingFilter.OPEN.states() : states;
    try {
      return new FindingFilter(wanted, types, owner, site, supplier, text);
    } catch (IllegalArgumentException wrong) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, String.valueOf(wrong.getMessage()), null, wrong);
    }
  }
}
