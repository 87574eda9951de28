package dev.throughline.model;

/**
 * What a caller can do about an error; each kind has one HTTP status, one gRPC status and one exit
 * code.
 */
public enum ErrorKind {
  /** The input is wrong; the same call fails again. */
  INVALID,
  FORBIDDEN,
  NOT_FOUND,
  /** The state changed meanwhile: read again, then decide. */
  CONFLICT,
  /** Too large, too deep, too many. */
  LIMIT,
  /** Something this service depends on does not answer. */
  UPSTREAM,
  INTERNAL
}
