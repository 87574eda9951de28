package dev.throughline.api.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which passwords were right, because a bcrypt hash takes tens of
 * milliseconds and programs send their password with each call. Safe for many threads.
 *
 * <p>What is kept is a keyed hash of name, password and stored hash together, under a key that
 * lives as long as the process: it tells nothing about a password, and a changed password is
 * another entry, so nothing has to be dropped when one changes.
 */
final class VerifiedPasswords {
  static final int MAX_ENTRIES = 1_000;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final Duration keep;
  private final InstantSource clock;
  private final Map<ByteBuffer, Long> untilMillis =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  VerifiedPasswords(Duration keep, InstantSource clock) {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.keep = keep;
    this.clock = clock;
  }

  /** Whether this password was right for this stored hash a short time ago. */
  boolean contains(Account account, String password) {
    ByteBuffer entry = entry(account, password);
    synchronized (untilMillis) {
      Long until = untilMillis.get(entry);
      if (until != null && until > clock.millis()) {
        return true;
      }
      untilMillis.remove(entry);
      return false;
    }
  }

  void add(Account account, String password) {
    ByteBuffer entry = entry(account, password);
    synchronized (untilMillis) {
      untilMillis.put(entry, clock.millis() + keep.toMillis());
    }
  }

  private ByteBuffer entry(Account account, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String part : new String[] {account.person().name(), account.passwordHash(), password}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
      }
      return ByteBuffer.wrap(mac.doFinal());
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
