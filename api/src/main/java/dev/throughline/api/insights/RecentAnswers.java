package dev.throughline.api.insights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers used last, of a bounded number. Safe for many threads. */
final class RecentAnswers<Q, A> {
  private final Map<Q, A> answers;

  RecentAnswers(int capacity) {
    answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Q, A> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized Optional<A> find(Q question) {
    return Optional.ofNullable(answers.get(question));
  }

  synchronized void remember(Q question, A answer) {
    answers.put(question, answer);
  }
}
