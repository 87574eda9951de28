package dev.throughline.mining.engine;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** The revision of the links of a log in which every event names its cases. */
  public static final String NO_LINKS = "0";

  /**
   * The origin of a stored log, whose content its name, its watermark and the revision of its links
   * say.
   */
  public static Origin stored(
      LogName log, long watermark, ObjectType leadingType, String linkRevision) {
    String content = log.value() + "\n" + watermark;
    return new Origin(
        log.value(),
        sha256(linkRevision.equals(NO_LINKS) ? content : content + "\n" + linkRevision),
        watermark,
        leadingType.value());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

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
