package dev.throughline.api.web.exceptions;

import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.triage.Triage;
import dev.throughline.model.FindingId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads advice; there is none when triage is switched off. */
@Component
final class AdviceReader {
  private final ObjectProvider<Triage> triage;

  AdviceReader(ObjectProvider<Triage> triage) {
    this.triage = triage;
  }

  /** All advice on a finding, the latest first. */
  Mono<List<StoredAdvice>> history(FindingId id) {
    Triage advising = triage.getIfAvailable();
    return advising == null ? Mono.just(List.of()) : advising.history(id).collectList();
  }

  /** The latest advice on each finding that has any. */
  Mono<Map<FindingId, StoredAdvice>> latest(Collection<FindingId> ids) {
    Triage advising = triage.getIfAvailable();
    return advising == null || ids.isEmpty()
        ? Mono.just(Map.of())
        : advising.latest(ids).collectMap(StoredAdvice::finding);
  }
}
