package dev.throughline.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final LoginThrottle throttle = new LoginThrottle(3, Duration.ofSeconds(60), now::get);

  @Test
  void waitFor_fewerFailuresThanTheLimit_isZero() {
    fail("a", 2);
    assertThat(throttle.waitFor("a")).isZero();
  }

  @Test
  void waitFor_tooManyFailures_lastsUntilTheWindowEnds() {
    fail("a", 3);
    now.set(Instant.ofEpochSecond(20));
    assertThat(throttle.waitFor("a")).isEqualTo(Duration.ofSeconds(40));
    assertThat(throttle.waitFor("b")).isZero();

    now.set(Instant.ofEpochSecond(60));
    assertThat(throttle.waitFor("a")).isZero();
  }

  @Test
  void succeeded_forgetsFailures() {
    fail("a", 2);
    throttle.succeeded("a");
    fail("a", 2);
    assertThat(throttle.waitFor("a")).isZero();
  }

  @Test
  void failed_fromMoreAddressesThanAreKept_forgetsTheOldest() {
    fail("first", 3);
    for (int i = 0; i < LoginThrottle.MAX_ADDRESSES; i++) {
      throttle.failed("address-" + i);
    }
    assertThat(throttle.waitFor("first")).isZero();
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address);
    }
  }
}
