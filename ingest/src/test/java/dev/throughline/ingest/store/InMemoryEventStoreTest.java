package dev.throughline.ingest.store;

import java.time.Clock;

class InMemoryEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore newStore() {
    return new InMemoryEventStore(Clock.systemUTC());
  }
}
