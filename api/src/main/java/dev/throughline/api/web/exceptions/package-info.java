/**
 * The pages on which people work on exceptions: the queue, and one exception with what was found,
 * what is advised, what was decided, and what the reader may do.
 */
@NullMarked
package dev.throughline.api.web.exceptions;

import org.jspecify.annotations.NullMarked;
