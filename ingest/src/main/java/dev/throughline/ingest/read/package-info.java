/** Reads event logs of any known format as a stream, in memory that does not grow with the file. */
@NullMarked
package dev.throughline.ingest.read;

import org.jspecify.annotations.NullMarked;
