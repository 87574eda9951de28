/** Work that nobody waits for. */
@NullMarked
package dev.throughline.api.background;

import org.jspecify.annotations.NullMarked;
