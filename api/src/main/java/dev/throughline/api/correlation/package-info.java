/** Keeps the links between events and cases up to date, and shows them. */
@NullMarked
package dev.throughline.api.correlation;

import org.jspecify.annotations.NullMarked;
