/** The composition root. */
@NullMarked
package dev.throughline.api;

import org.jspecify.annotations.NullMarked;
