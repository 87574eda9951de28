package dev.throughline.api.events;

import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.read.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * An upload and how it would be read.
 *
 * @param proposal what the columns of a CSV file mean; null for formats that say so themselves
 */
public record UnderstoodFile(Upload upload, LogFormat format, @Nullable MappingProposal proposal) {

  /** Whether nothing has to be asked before it can be imported. */
  public boolean isClear() {
    return proposal == null || proposal.questions().isEmpty();
  }
}
