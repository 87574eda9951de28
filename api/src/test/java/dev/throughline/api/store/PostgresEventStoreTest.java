package dev.throughline.api.store;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.EventStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresEventStoreTest extends EventStoreContract {
  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Override
  protected EventStore newStore() {
    return new PostgresEventStore(database.connections());
  }
}
