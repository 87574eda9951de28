package dev.throughline.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private final RetrySchedule schedule = new RetrySchedule(delay -> delay);

  @Test
  void after_everyAttempt_isAsPublished() {
    Duration total = Duration.ZERO;
    int attempt = 1;
    while (schedule.after(attempt).isPresent()) {
      total = total.plus(schedule.after(attempt).get());
      attempt++;
    }

    assertThat(attempt).as("attempts in all").isEqualTo(10);
    assertThat(total).isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    assertThat(schedule.after(1)).contains(Duration.ofSeconds(5));
    assertThat(schedule.after(9)).contains(Duration.ofDays(1));
  }
}
