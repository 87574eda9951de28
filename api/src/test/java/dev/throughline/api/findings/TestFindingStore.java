package dev.throughline.api.findings;

import dev.throughline.api.store.Connections;

/** The store of findings, for tests of other packages. */
public final class TestFindingStore {
  public static FindingStore of(Connections connections) {
    return new PostgresFindingStore(connections);
  }

  private TestFindingStore() {}
}
