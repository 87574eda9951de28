/** Calls that a client may repeat without a second effect. */
@NullMarked
package dev.throughline.api.idempotency;

import org.jspecify.annotations.NullMarked;
