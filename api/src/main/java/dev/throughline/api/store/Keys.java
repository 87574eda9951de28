package dev.throughline.api.store;

/**
 * The expressions by which the migrations index names of any length. A query must use the very same
 * expression, or it does not use the index.
 */
public final class Keys {

  public static String of(String column) {
    return "(CASE WHEN octet_length(%1$s) <= 256 THEN %1$s ELSE long_key(%1$s) END)"
        .formatted(column);
  }

  /** Whether a column equals another expression, by the index. */
  public static String equal(String column, String other) {
    return of(column) + " = " + of(other + "::text");
  }

  private Keys() {}
}
