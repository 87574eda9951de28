package dev.throughline.api.commandline;

import dev.throughline.api.security.UserAccounts;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Where a password comes from; never from the command line, which others can list. */
final class PasswordOptions {
  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input (default: make one and print it once).")
  private boolean standardInput;

  String password() throws IOException {
    if (!standardInput) {
      return UserAccounts.newPassword();
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null) {
      throw new ThroughlineException(ErrorCode.BAD_ARGUMENT, "standard input holds no password");
    }
    return line;
  }

  /** Prints a password that was made here. */
  void announce(String name, String password) {
    if (!standardInput) {
      System.out.printf("Sign in as %s with the password %s (shown this once)%n", name, password);
    }
  }
}
