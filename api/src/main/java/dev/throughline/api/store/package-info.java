/** Keeps logs in PostgreSQL, over R2DBC. */
@NullMarked
package dev.throughline.api.store;

import org.jspecify.annotations.NullMarked;
