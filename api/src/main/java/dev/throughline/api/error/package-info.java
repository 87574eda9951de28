/** Turns every error into one RFC 9457 problem, or into a page that says the same. */
@NullMarked
package dev.throughline.api.error;

import org.jspecify.annotations.NullMarked;
