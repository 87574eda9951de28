package dev.throughline.mining.trace;

import java.util.List;
import java.util.Set;

/**
 * Which optional columns a block carries; each costs four bytes per event or case.
 *
 * @param performers needed to count handoffs
 * @param caseAttributes needed to filter, in the order in which readers hand them out
 */
public record TraceColumns(Set<HandoffBy> performers, List<String> caseAttributes) {
  public TraceColumns {
    performers = Set.copyOf(performers);
    caseAttributes = List.copyOf(caseAttributes);
  }
}
