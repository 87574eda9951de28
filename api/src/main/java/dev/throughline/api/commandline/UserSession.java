package dev.throughline.api.commandline;

import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.store.Connections;
import java.time.Clock;

/** The accounts of the service, opened for one command. */
final class UserSession implements AutoCloseable {
  private final StoreSession store;
  private final UserAccounts users;

  private UserSession(StoreSession store) {
    this.store = store;
    this.users =
        new UserAccounts(new Connections(store.database().connections()), Clock.systemUTC());
  }

  static UserSession open(DataOptions data) {
    return new UserSession(StoreSession.open(data));
  }

  UserAccounts users() {
    return users;
  }

  /** Who stands in the audit trail for what a command does. */
  static String actor() {
    return System.getProperty("user.name", "somebody") + " on the command line";
  }

  @Override
  public void close() {
    store.close();
  }
}
