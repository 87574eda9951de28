/**
 * Where events are kept: the port, the in-memory version, and the contract kit that every version
 * passes.
 */
@NullMarked
package dev.throughline.ingest.store;

import org.jspecify.annotations.NullMarked;
