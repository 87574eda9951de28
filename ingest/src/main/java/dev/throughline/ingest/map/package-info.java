/** Proposes which column of a table means what, and holds what the user decided. */
@NullMarked
package dev.throughline.ingest.map;

import org.jspecify.annotations.NullMarked;
