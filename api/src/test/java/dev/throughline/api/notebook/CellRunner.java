package dev.throughline.api.notebook;

import dev.throughline.api.notebook.NotebookFile.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Evaluates a notebook's code cells in a JShell, from top to bottom, up to the first error. */
final class CellRunner {
  private final JShell shell;

  private CellRunner(JShell shell) {
    this.shell = shell;
  }

  /** Runs the notebook that the only argument names; ends with status 1 after an error. */
  public static void main(String[] arguments) throws IOException {
    NotebookFile notebook = NotebookFile.read(Path.of(arguments[0]));
    try (JShell shell =
        JShell.builder()
            .executionEngine("local")
            .compilerOptions("-cp", System.getProperty("java.class.path"))
            .build()) {
      CellRunner runner = new CellRunner(shell);
      notebook.cells().stream().filter(Cell::isCode).forEach(runner::run);
    } catch (IllegalStateException failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    }
  }

  private void run(Cell cell) {
    CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(cell.source());
    while (next.completeness() != Completeness.EMPTY) {
      if (!next.completeness().isComplete()) {
        throw new IllegalStateException("cell %s is cut off".formatted(cell.id()));
      }
      shell.eval(next.source()).forEach(event -> check(cell, event));
      next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
    }
  }

  private void check(Cell cell, SnippetEvent event) {
    JShellException exception = event.exception();
    if (exception != null) {
      throw new IllegalStateException(
          "cell %s: %s".formatted(cell.id(), exception.getMessage()), exception);
    }
    Snippet snippet = event.snippet();
    if (event.status() != Snippet.Status.VALID && event.causeSnippet() == null) {
      String errors =
          shell
              .diagnostics(snippet)
              .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
              .collect(Collectors.joining("\n"));
      throw new IllegalStateException(
          "cell %s does not compile: %s%n%s".formatted(cell.id(), errors, snippet.source()));
    }
  }
}
