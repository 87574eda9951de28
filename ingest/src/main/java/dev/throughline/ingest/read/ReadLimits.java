package dev.throughline.ingest.read;

/**
 * Bounds on what a reader takes in; beyond them it refuses instead of running out of memory.
 *
 * @param maxBytes of the file after inflating
 * @param maxInflateRatio inflated to compressed, checked after the first {@code inflateGraceBytes};
 *     published logs reach 88
 * @param inflateGraceBytes inflated bytes below which any ratio passes
 * @param maxFieldChars of one field or attribute value
 * @param maxDepth of nested elements, arrays or objects
 * @param maxFields per row or element
 */
public record ReadLimits(
    long maxBytes,
    int maxInflateRatio,
    long inflateGraceBytes,
    int maxFieldChars,
    int maxDepth,
    int maxFields) {

  public static final ReadLimits DEFAULT =
      new ReadLimits(64L << 30, 200, 10L << 20, 512 << 10, 100, 2_000);
}
