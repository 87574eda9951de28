/**
 * Events that programs send: over REST and gRPC, canonical or in a source's own shape. Requests
 * share transactions, each is answered after its commit, and what is not accepted waits in the
 * quarantine until it is replayed.
 */
@NullMarked
package dev.throughline.api.intake;

import org.jspecify.annotations.NullMarked;
