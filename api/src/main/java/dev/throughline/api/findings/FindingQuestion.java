package dev.throughline.api.findings;

import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
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
 * Which exceptions a reader asks for, in which order: the same words in the address of the queue,
 * of REST, and in calls of gRPC. Constants may be written {@code finance-controller} or {@code
 * FINANCE_CONTROLLER}.
 *
 * @param states none means all that are open
 * @param owner null for everybody's
 * @param mine whether the owner was asked for as 'mine'
 */
public record FindingQuestion(
    Set<FindingState> states,
    Set<FindingType> types,
    @Nullable Role owner,
    boolean mine,
    @Nullable String site,
    @Nullable String supplier,
    @Nullable String text,
    FindingOrder order) {
  public static final String STATE = "state";
  public static final String TYPE = "type";
  public static final String OWNER = "owner";
  public static final String SITE = "site";
  public static final String SUPPLIER = "supplier";
  public static final String TEXT = "text";
  public static final String ORDER = "order";
  public static final String MINE = "mine";

  /**
   * Reads a canonical address.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a value that names nothing
   */
  public static FindingQuestion of(MultiValueMap<String, String> parameters, Person person) {
    String owner = parameters.getFirst(OWNER);
    boolean mine = MINE.equals(owner);
    String order = parameters.getFirst(ORDER);
    return new FindingQuestion(
        all(parameters, STATE, FindingQuestion::state),
        all(parameters, TYPE, FindingType::new),
        mine
            ? roleOf(person).orElseThrow(FindingQuestion::noRole)
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
  public static MultiValueMap<String, String> canonical(MultiValueMap<String, String> sent) {
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
  public static Optional<Role> roleOf(Person person) {
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
  public static FindingState state(String word) {
    return FindingState.valueOf(constant(word));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** As addresses write a constant: {@code finance-controller}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What passes.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a text that is too long
   */
  public FindingFilter filter() {
    Set<FindingState> wanted = states.isEmpty() ? FindingFilter.OPEN.states() : states;
    try {
      return new FindingFilter(wanted, types, owner, site, supplier, text);
    } catch (IllegalArgumentException wrong) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, String.valueOf(wrong.getMessage()), null, wrong);
    }
  }

  /**
   * The rows of a page, and one more when there are more.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a text that is too long, or a position
   *     that is none
   */
  public FindingQuery query(PageRequest page) {
    String position = page.position();
    return new FindingQuery(
        filter(),
        order,
        position == null ? null : FindingQuery.Position.parse(position),
        page.size() + 1);
  }

  /** Where the page after these rows begins. */
  public String positionAfter(List<Finding> shown) {
    return FindingQuery.Position.of(shown.get(shown.size() - 1), order).toString();
  }

  /**
   * The id of an exception in an address.
   *
   * @throws ThroughlineException {@code NOT_FOUND} for a number that no exception has
   */
  public static FindingId id(long number) {
    if (number < 1) {
      throw new ThroughlineException(ErrorCode.NOT_FOUND, "there is no exception " + number);
    }
    return new FindingId(number);
  }
}
