package dev.throughline.api.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Checks names and passwords, away from the threads that serve requests. */
final class LocalAccounts {
  private final Accounts accounts;
  private final PasswordEncoder encoder;
  private final VerifiedPasswords verified;
  private final Scheduler hashing;

  /** What an unknown user's password is compared with, so that both answers take as long. */
  private final Account nobody;

  LocalAccounts(
      Accounts accounts, PasswordEncoder encoder, VerifiedPasswords verified, Scheduler hashing) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.verified = verified;
    this.hashing = hashing;
    this.nobody = new Account(Person.of("nobody"), Passwords.hash(encoder, Passwords.random()));
  }

  /** Who that is; {@link BadCredentialsException} for a wrong name or password. */
  Mono<Authentication> authenticate(String name, String password) {
    return accounts
        .find(name)
        .defaultIfEmpty(nobody)
        .flatMap(account -> isRight(account, password).map(right -> signedIn(account, right)));
  }

  private Mono<Boolean> isRight(Account account, String password) {
    if (verified.contains(account, password)) {
      return Mono.just(true);
    }
    return Mono.fromSupplier(() -> encoder.matches(password, account.passwordHash()))
        .subscribeOn(hashing)
        .doOnNext(
            right -> {
              if (right && !account.equals(nobody)) {
                verified.add(account, password);
              }
            });
  }

  private Authentication signedIn(Account account, boolean right) {
    if (!right || account.equals(nobody)) {
      throw new BadCredentialsException("wrong name or password");
    }
    return new SignedIn(account.person(), markOf(account));
  }

  /**
   * The same person as they are known now; empty when the account is gone or its password is
   * another one.
   */
  Mono<SignedIn> refreshed(SignedIn earlier) {
    return accounts
        .find(earlier.getName())
        .filter(account -> markOf(account).equals(earlier.passwordMark()))
        .map(account -> new SignedIn(account.person(), markOf(account)));
  }

  private static String markOf(Account account) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(account.passwordHash().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
