package dev.throughline.api.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Accounts without a database. */
public final class InMemoryAccounts implements Accounts {
  private final Map<String, String> hashes = new ConcurrentHashMap<>();

  @Override
  public Mono<String> passwordHash(String user) {
    return Mono.fromSupplier(() -> hashes.get(user));
  }

  @Override
  public Mono<Boolean> add(String user, String passwordHash) {
    return Mono.fromSupplier(() -> hashes.putIfAbsent(user, passwordHash) == null);
  }
}
