/** What happens after what: the directly-follows graph and the variants. */
@NullMarked
package dev.throughline.mining.discovery;

import org.jspecify.annotations.NullMarked;
