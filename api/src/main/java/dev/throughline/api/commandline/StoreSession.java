package dev.throughline.api.commandline;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.database.Database;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.store.EventStore;

/** The store, opened for one command: of the service that runs on the same data, or by itself. */
final class StoreSession implements AutoCloseable {
  private final Database database;
  private final EventStore events;

  private StoreSession(Database database) {
    this.database = database;
    this.events = new PostgresEventStore(database.connections());
  }

  static StoreSession open(DataOptions data) {
    return new StoreSession(
        Database.openOrJoin(
            ThroughlineProperties.Database.ofEnvironment(data.directory().resolve("postgres"))));
  }

  EventStore events() {
    return events;
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
  }
}
