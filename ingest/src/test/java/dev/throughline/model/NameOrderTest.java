package dev.throughline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of names must be the order of their UTF-8 bytes, which PostgreSQL and Spark use. */
class NameOrderTest {
  private static final int[] CODE_POINTS = {
    'a', 'b', 0x7F, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10400, 0x1F600, 0x10FFFF
  };

  @Test
  void compare_anyTwoNames_equalsOrderOfUtf8Bytes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      EventId left = new EventId(name(random));
      EventId right = new EventId(name(random));
      assertThat(Integer.signum(left.compareTo(right)))
          .as("%s and %s", left, right)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(left), utf8(right))));
    }
  }

  private static byte[] utf8(EventId id) {
    return id.value().getBytes(StandardCharsets.UTF_8);
  }

  private static String name(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    for (int length = random.nextInt(1, 4); length > 0; length--) {
      name.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return name.toString();
  }
}
