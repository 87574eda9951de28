package dev.throughline.ingest.store;

import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.model.LogName;
import java.nio.file.Path;

/**
 * A file that is to be imported into a log.
 *
 * @param name of the file as its user knows it, without folders
 * @param mappingYaml how columns are understood, empty for formats that need no mapping; with the
 *     file's hash it says which import this is
 */
public record FileImport(
    LogName log,
    Path file,
    String name,
    LogReader reader,
    ReadOptions options,
    String mappingYaml) {}
