/**
 * Compact columnar blocks of traces, how they are built, and which of their cases a question is
 * about.
 */
@NullMarked
package dev.throughline.mining.trace;

import org.jspecify.annotations.NullMarked;
