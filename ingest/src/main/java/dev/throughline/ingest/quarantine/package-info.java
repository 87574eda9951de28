/** Records that were not accepted, with the reason, the place and the raw text. */
@NullMarked
package dev.throughline.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
