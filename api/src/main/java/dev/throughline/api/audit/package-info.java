/**
 * The audit trail: a chain of hashes in the database, in the transactions of what it tells, and
 * signed checkpoints of it outside the database, so that somebody who trusts neither can verify it.
 */
@NullMarked
package dev.throughline.api.audit;

import org.jspecify.annotations.NullMarked;
