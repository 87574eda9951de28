/** Which events belong to one case across systems, and by which keys. Knows the model only. */
@NullMarked
package dev.throughline.ingest.correlate;

import org.jspecify.annotations.NullMarked;
