package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingOrder;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.Person;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.StateWords;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The filter of the queue: what can be chosen, what is, and chips to take each choice back.
 *
 * @param mine the words of the role that 'mine' stands for; null when it stands for none
 */
record QueueForm(
    List<Choice> states,
    List<Choice> types,
    List<Choice> owners,
    @Nullable String mine,
    boolean mineChosen,
    String site,
    String supplier,
    String text,
    List<Choice> orders,
    List<Chip> chips) {

  /** A value that may be chosen. */
  record Choice(String value, String words, boolean chosen) {}

  /** A choice that is in force, and the address without it. */
  record Chip(String text, String without) {}

  static QueueForm of(
      FindingQuestion question,
      MultiValueMap<String, String> parameters,
      Person person,
      Collection<FindingType> knownTypes) {
    return new QueueForm(
        Arrays.stream(FindingState.values())
            .map(
                state ->
                    new Choice(
                        FindingQuestion.word(state),
                        StateWords.of(state),
                        question.states().contains(state)))
            .toList(),
        types(question, knownTypes),
        owners(question, person),
        FindingQuestion.roleOf(person).map(Role::words).orElse(null),
        question.mine(),
        known(question.site()),
        known(question.supplier()),
        known(question.text()),
        Arrays.stream(FindingOrder.values())
            .map(
                order ->
                    new Choice(
                        FindingQuestion.word(order), words(order), order == question.order()))
            .toList(),
        chips(parameters));
  }

  private static List<Choice> types(FindingQuestion question, Collection<FindingType> knownTypes) {
    TreeSet<FindingType> types = new TreeSet<>(knownTypes);
    types.addAll(question.types());
    return types.stream()
        .map(type -> new Choice(type.value(), type.words(), question.types().contains(type)))
        .toList();
  }

  private static List<Choice> owners(FindingQuestion question, Person person) {
    return AccessRules.deciders().stream()
        .map(
            role ->
                new Choice(
                    FindingQuestion.word(role),
                    role.words() + (person.hasRole(role) ? " (yours)" : ""),
                    role == question.owner() && !question.mine()))
        .toList();
  }

  private static String words(FindingOrder order) {
    return switch (order) {
      case EXPOSURE -> "most money first";
      case AGE -> "oldest first";
    };
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<Chip> chips(MultiValueMap<String, String> parameters) {
    List<Chip> chips = new ArrayList<>();
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    words(name, value)
                        .ifPresent(
                            words ->
                                chips.add(
                                    new Chip(
                                        words,
                                        Links.exceptions(
                                            Links.without(parameters, name, value)))))));
    return chips;
  }

  private static Optional<String> words(String name, String value) {
    String spaced = value.replace('-', ' ');
    return switch (name) {
      case FindingQuestion.STATE -> Optional.of(StateWords.of(FindingQuestion.state(value)));
      case FindingQuestion.TYPE -> Optional.of(spaced);
      case FindingQuestion.OWNER ->
          Optional.of(value.equals(FindingQuestion.MINE) ? "mine" : spaced);
      case FindingQuestion.SITE -> Optional.of("site " + value);
      case FindingQuestion.SUPPLIER -> Optional.of("supplier " + value);
      case FindingQuestion.TEXT -> Optional.of("with '" + value + "'");
      default -> Optional.empty();
    };
  }

  /** Whether nothing but what waits for approval is asked for. */
  public boolean onlyProposed() {
    return chips.size() == 1
        && states.stream()
            .anyMatch(
                state ->
                    state.chosen()
                        && state.value().equals(FindingQuestion.word(FindingState.PROPOSED)));
  }
}
