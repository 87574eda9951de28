package dev.throughline.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {
  private static final Account ANNA = new Account(Person.of("anna"), "{bcrypt}one");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final VerifiedPasswords verified = new VerifiedPasswords(Duration.ofMinutes(5), now::get);

  @Test
  void contains_passwordThatWasRight_untilItsTimeIsOver() {
    verified.add(ANNA, "right");

    assertThat(verified.contains(ANNA, "right")).isTrue();
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)));
    assertThat(verified.contains(ANNA, "right")).isFalse();
  }

  @Test
  void contains_otherPasswordUserOrStoredHash_isFalse() {
    verified.add(ANNA, "right");

    assertThat(verified.contains(ANNA, "wrong")).isFalse();
    assertThat(verified.contains(new Account(Person.of("ann"), "{bcrypt}one"), "aright")).isFalse();
    assertThat(verified.contains(new Account(ANNA.person(), "{bcrypt}two"), "right")).isFalse();
  }

  @Test
  void add_moreThanAreKept_forgetsTheOldest() {
    verified.add(ANNA, "first");
    for (int i = 0; i < VerifiedPasswords.MAX_ENTRIES; i++) {
      verified.add(ANNA, "password " + i);
    }

    assertThat(verified.contains(ANNA, "first")).isFalse();
    assertThat(verified.contains(ANNA, "password 0")).isTrue();
  }
}
