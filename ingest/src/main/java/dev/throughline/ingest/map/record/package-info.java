/** Turns one JSON record, canonical or of a source's own shape, into one event. */
@NullMarked
package dev.throughline.ingest.map.record;

import org.jspecify.annotations.NullMarked;
