package dev.throughline.api.security;

import reactor.core.publisher.Mono;

/** Who may come in. Passwords are kept as hashes only. */
interface Accounts {

  /** The hash of the user's password; empty for a user that does not exist. */
  Mono<String> passwordHash(String user);

  /** Adds the user unless there is one of that name; true when it was added. */
  Mono<Boolean> add(String user, String passwordHash);
}
