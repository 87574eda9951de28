package dev.throughline.api.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A notebook of this project, as Jupyter stores it (nbformat 4). */
record NotebookFile(Path path, List<Cell> cells) {
  private static final Path FOLDER = Path.of("..", "notebooks");

  /**
   * @param isClean whether it was never run, or its outputs and numbers were stripped
   */
  record Cell(String id, boolean isCode, String source, boolean isClean) {}

  /** All of them, by name. */
  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  static NotebookFile read(Path path) throws IOException {
    JsonNode notebook = JsonMapper.shared().readTree(Files.readString(path));
    List<Cell> cells = notebook.get("cells").valueStream().map(NotebookFile::cell).toList();
    return new NotebookFile(path, cells);
  }

  private static Cell cell(JsonNode cell) {
    boolean isCode = cell.get("cell_type").asString().equals("code");
    String source =
        cell.get("source").valueStream().map(JsonNode::asString).collect(Collectors.joining());
    boolean isClean =
        !isCode || (cell.get("outputs").isEmpty() && cell.get("execution_count").isNull());
    return new Cell(cell.get("id").asString(), isCode, source, isClean);
  }
}
