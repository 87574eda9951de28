package dev.throughline.api;

import dev.throughline.api.commandline.CommandLineInterface;

/** Where the program starts. */
public final class Throughline {

  public static void main(String[] arguments) {
    System.exit(CommandLineInterface.run(arguments));
  }

  private Throughline() {}
}
