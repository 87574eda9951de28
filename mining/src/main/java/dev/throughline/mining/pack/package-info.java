/**
 * Process packs: what one end-to-end process consists of, measures and looks out for, as a file of
 * its own. A pack only says; an engine evaluates its expressions.
 */
@NullMarked
package dev.throughline.mining.pack;

import org.jspecify.annotations.NullMarked;
