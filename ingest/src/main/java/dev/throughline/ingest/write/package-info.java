/** Writes logs in the formats that other tools read. */
@NullMarked
package dev.throughline.ingest.write;

import org.jspecify.annotations.NullMarked;
