/**
 * The words everything else is built from: events, objects, cases, attributes and errors. Knows the
 * JDK only.
 *
 * <p>All instants are UTC with microsecond precision, the precision that PostgreSQL and Spark keep.
 */
@NullMarked
package dev.throughline.model;

import org.jspecify.annotations.NullMarked;
