package dev.throughline.ai.predict;

import java.time.Instant;

/**
 * What a data directory says about its model. The model is loaded only when its file has this hash.
 *
 * @param format of this manifest
 * @param sha256 of the model's file, in lower-case hex; the file is called like that
 * @param trainedAt when
 * @param trainedOn the Java and the operating system
 * @param header as in the model's file
 * @param model how good it was on later cases
 * @param baseline how good the rules were on the same cases
 */
public record ModelManifest(
    int format,
    String sha256,
    Instant trainedAt,
    String trainedOn,
    ModelHeader header,
    Evaluation model,
    Evaluation baseline) {
  public static final int FORMAT = 1;

  public ModelManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be 1, was " + format);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 must be 64 hex digits, was " + sha256);
    }
  }
}
