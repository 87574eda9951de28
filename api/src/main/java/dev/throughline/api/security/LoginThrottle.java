package dev.throughline.api.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed logins by address, in memory bounded by {@value #MAX_ADDRESSES} addresses. Safe for
 * many threads.
 */
final class LoginThrottle {
  static final int MAX_ADDRESSES = 1_000;

  private final int maxFailures;
  private final Duration window;
  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  LoginThrottle(int maxFailures, Duration window, InstantSource clock) {
    this.maxFailures = maxFailures;
    this.window = window;
    this.clock = clock;
  }

  /** How long the address must wait; zero when it may try. */
  synchronized Duration waitFor(String address) {
    Failures seen = failures.get(address);
    if (seen == null || seen.count < maxFailures) {
      return Duration.ZERO;
    }
    long left = seen.firstMillis + window.toMillis() - clock.millis();
    return left > 0 ? Duration.ofMillis(left) : Duration.ZERO;
  }

  synchronized void failed(String address) {
    long now = clock.millis();
    Failures seen = failures.get(address);
    if (seen == null || now - seen.firstMillis >= window.toMillis()) {
      failures.put(address, new Failures(now, 1));
    } else {
      failures.put(address, seen.oneMore());
    }
  }

  synchronized void succeeded(String address) {
    failures.remove(address);
  }

  private record Failures(long firstMillis, int count) {
    Failures oneMore() {
      return new Failures(firstMillis, count + 1);
    }
  }
}
