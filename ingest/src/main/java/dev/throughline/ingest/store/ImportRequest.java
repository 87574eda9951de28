package dev.throughline.ingest.store;

import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;

/**
 * A file to be imported into a log. The same file into the same log is the same import: an
 * unfinished one resumes.
 *
 * @param file its name, without folders
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param mappingYaml how columns were understood, empty for formats that need no mapping
 */
public record ImportRequest(
    LogName log, String file, String sha256, String mappingYaml, LogHeader header) {}
