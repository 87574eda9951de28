package dev.throughline.model;

/** Every error this software reports, and its kind. Codes are stable: callers may rely on them. */
public enum ErrorCode {
  /** A required field is absent or empty. */
  MISSING_FIELD(ErrorKind.INVALID),
  /** A timestamp does not have the format of its column, or does not exist in its time zone. */
  BAD_TIMESTAMP(ErrorKind.INVALID),
  /** A value does not have its declared type. */
  BAD_VALUE(ErrorKind.INVALID),
  /** A row has more or fewer fields than the header. */
  WRONG_FIELD_COUNT(ErrorKind.INVALID),
  /** A row breaks the syntax of its format, such as text behind a closing quote. */
  MALFORMED_ROW(ErrorKind.INVALID),
  /** The bytes are not text in the file's encoding. */
  BAD_ENCODING(ErrorKind.INVALID),
  /** A field is longer than the limit. */
  FIELD_TOO_LONG(ErrorKind.LIMIT),
  /** An element or key that the format does not have at this place. */
  UNKNOWN_ELEMENT(ErrorKind.INVALID),
  /** A reference names something that the file does not hold. */
  UNRESOLVED_REFERENCE(ErrorKind.INVALID),
  /** The file holds nothing. */
  EMPTY_FILE(ErrorKind.INVALID),
  /** The file is not what its name or its caller says. */
  NOT_THIS_FORMAT(ErrorKind.INVALID),
  /** The file breaks off or breaks its own syntax; what follows cannot be read. */
  MALFORMED_FILE(ErrorKind.INVALID),
  /** A DOCTYPE, an entity, or another construct that is never read. */
  FORBIDDEN_CONSTRUCT(ErrorKind.INVALID),
  /** Nested deeper than the limit. */
  TOO_DEEP(ErrorKind.LIMIT),
  /** Larger than the limit. */
  TOO_LARGE(ErrorKind.LIMIT),
  /** A compressed file that inflates beyond the limit. */
  INFLATES_TOO_FAR(ErrorKind.LIMIT),
  /** A required column could not be found; a mapping must name it. */
  MAPPING_NEEDED(ErrorKind.INVALID),
  /** Timestamps have no offset; a time zone must be given. */
  TIME_ZONE_NEEDED(ErrorKind.INVALID),
  /** Day and month cannot be told apart; the format must be given. */
  AMBIGUOUS_DATE(ErrorKind.INVALID),
  /** An argument or setting is wrong. */
  BAD_ARGUMENT(ErrorKind.INVALID),
  /** Nobody is signed in, or the credentials are wrong. */
  UNAUTHENTICATED(ErrorKind.FORBIDDEN),
  /** Signed in, but not allowed to do this. */
  NOT_ALLOWED(ErrorKind.FORBIDDEN),
  /** Whoever did or proposed this may not decide on it. */
  SEPARATION_OF_DUTIES(ErrorKind.FORBIDDEN),
  /** No log has that name. */
  LOG_NOT_FOUND(ErrorKind.NOT_FOUND),
  /** There is nothing at that address. */
  NOT_FOUND(ErrorKind.NOT_FOUND),
  /** The file does not exist or cannot be read. */
  FILE_NOT_FOUND(ErrorKind.NOT_FOUND),
  /** The same log is being imported right now. */
  IMPORT_RUNNING(ErrorKind.CONFLICT),
  /** The port or the data directory is used by another process. */
  ADDRESS_IN_USE(ErrorKind.CONFLICT),
  /** The exception's state does not allow this step. */
  WRONG_STATE(ErrorKind.CONFLICT),
  /** The exception changed since the version that the caller saw. */
  STALE_VERSION(ErrorKind.CONFLICT),
  /** The call must say which version of the exception its caller saw. */
  VERSION_NEEDED(ErrorKind.INVALID),
  /** The call must carry an idempotency key, so that a repetition has no second effect. */
  KEY_NEEDED(ErrorKind.INVALID),
  /** The idempotency key belongs to an earlier call with other content. */
  KEY_REUSED(ErrorKind.INVALID),
  /** The audit trail was changed after it was written. */
  AUDIT_BROKEN(ErrorKind.INVALID),
  /** The queue is full; try again later. */
  TOO_MANY_REQUESTS(ErrorKind.LIMIT),
  /** The database does not answer. */
  STORE_UNAVAILABLE(ErrorKind.UPSTREAM),
  /** Mining took longer than its limit. */
  MINING_TIMED_OUT(ErrorKind.UPSTREAM),
  /** A call took longer than its deadline. */
  DEADLINE_EXCEEDED(ErrorKind.UPSTREAM),
  /** There are too few resolved cases to learn from. */
  TOO_FEW_CASES(ErrorKind.INVALID),
  /** A model's file is not the one that its manifest names, or cannot be read. */
  MODEL_REFUSED(ErrorKind.INVALID),
  /** An error of ours; the log has it under the request's id. */
  INTERNAL(ErrorKind.INTERNAL);

  private final ErrorKind kind;

  ErrorCode(ErrorKind kind) {
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }
}
