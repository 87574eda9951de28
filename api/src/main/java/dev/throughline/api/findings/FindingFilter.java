package dev.throughline.api.findings;

import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are meant. What is empty or null restricts nothing.
 *
 * @param text part of the case's id, the site's or the supplier's name, upper and lower case alike
 */
public record FindingFilter(
    Set<FindingState> states,
    Set<FindingType> types,
    @Nullable Role owner,
    @Nullable String site,
    @Nullable String supplier,
    @Nullable String text) {
  private static final int MAX_TEXT = 200;

  /** Every finding. */
  public static final FindingFilter ALL =
      new FindingFilter(Set.of(), Set.of(), null, null, null, null);

  /** Findings that wait for something. */
  public static final FindingFilter OPEN = ALL.in(openStates());

  public FindingFilter {
    states = Set.copyOf(states);
    types = Set.copyOf(types);
    site = given(site);
    supplier = given(supplier);
    text = given(text);
    if (text != null && text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "text must have at most %d characters, had %d".formatted(MAX_TEXT, text.length()));
    }
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Set<FindingState> openStates() {
    return Arrays.stream(FindingState.values())
        .filter(FindingState::isOpen)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingState.class)));
  }

  public FindingFilter in(Set<FindingState> wanted) {
    return new FindingFilter(wanted, types, owner, site, supplier, text);
  }

  public FindingFilter of(Set<FindingType> wanted) {
    return new FindingFilter(states, wanted, owner, site, supplier, text);
  }

  public FindingFilter ownedBy(@Nullable Role wanted) {
    return new FindingFilter(states, types, wanted, site, supplier, text);
  }

  public FindingFilter at(@Nullable String wantedSite) {
    return new FindingFilter(states, types, owner, wantedSite, supplier, text);
  }

  public FindingFilter from(@Nullable String wantedSupplier) {
    return new FindingFilter(states, types, owner, site, wantedSupplier, text);
  }

  public FindingFilter with(@Nullable String wantedText) {
    return new FindingFilter(states, types, owner, site, supplier, wantedText);
  }
}
