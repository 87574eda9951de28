package dev.throughline.api.commandline;

import dev.throughline.model.ErrorCode;

/** What the program's exit status means; documented in docs/reference/command-line.md. */
enum ExitCode {
  OK(0),
  FAILURE(1),
  USAGE(2),
  INPUT_REFUSED(3),
  NOT_ALLOWED(4),
  UNAVAILABLE(5);

  final int status;

  ExitCode(int status) {
    this.status = status;
  }

  static ExitCode of(ErrorCode code) {
    if (code == ErrorCode.BAD_ARGUMENT) {
      return USAGE;
    }
    return switch (code.kind()) { // no default: a new kind must not compile until it is mapped
      case INVALID, LIMIT, NOT_FOUND -> INPUT_REFUSED;
      case FORBIDDEN -> NOT_ALLOWED;
      case CONFLICT, UPSTREAM -> UNAVAILABLE;
      case INTERNAL -> FAILURE;
    };
  }
}
