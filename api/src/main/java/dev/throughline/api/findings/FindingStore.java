package dev.throughline.api.findings;

import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what was found. Every answer is one consistent state of the store. */
public interface FindingStore {

  /**
   * One finding as it is now.
   *
   * @return an error {@code NOT_FOUND} when there is none with the id
   */
  Mono<Finding> find(FindingId id);

  /** Findings that pass the filter, in the order of the query; at most its limit. */
  Flux<Finding> list(FindingQuery query);

  /** How many findings pass the filter. */
  Mono<Long> count(FindingFilter filter);

  /**
   * Changes of state, exposure or beginning of one finding, oldest first; never empty.
   *
   * @return an error {@code NOT_FOUND} when there is none with the id
   */
  Flux<FindingChange> changes(FindingId id);
}
