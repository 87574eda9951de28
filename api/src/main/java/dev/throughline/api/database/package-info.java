/**
 * Brings up the database: a real PostgreSQL that the service starts itself and whose data it keeps,
 * or an external one; migrates it, and proves that it is durable.
 */
@NullMarked
package dev.throughline.api.database;

import org.jspecify.annotations.NullMarked;
