package dev.throughline.mining.engine;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import java.util.Objects;

/**
 * Where loaded traces come from: the part of a {@link Manifest} that does not depend on the
 * question.
 *
 * @param log the stored log's or the file's name
 * @param inputHash as in {@link Manifest#inputHash}
 * @param watermark as in {@link Manifest#watermark}
 * @param leadingType the object type whose objects are the cases
 */
public record Origin(String log, String inputHash, long watermark, String leadingType) {

  public Manifest manifest(MiningQuery query) {
    return manifest(query.filter(), query.handoffBy());
  }

  private Manifest manifest(TraceFilter filter, HandoffBy handoffBy) {
    return new Manifest(
        log, inputHash, watermark, leadingType, filter, handoffBy, softwareVersion());
  }

  /** The version of this software, from its jar; 'development' when it runs from class files. */
  public static String softwareVersion() {
    return Objects.requireNonNullElse(
        Origin.class.getPackage().getImplementationVersion(), "development");
  }
}
