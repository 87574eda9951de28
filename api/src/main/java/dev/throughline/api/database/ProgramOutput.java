package dev.throughline.api.database;

/**
 * What a program that ended has said.
 *
 * @param text of its output and errors
 */
record ProgramOutput(int exitCode, String text) {}
