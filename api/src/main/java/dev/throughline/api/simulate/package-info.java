/**
 * A generated retailer whose systems send what such systems send, and the truth about it. The same
 * plan gives the same bytes. A process is one {@link
 * dev.throughline.api.simulate.ProcessSimulator}.
 */
@NullMarked
package dev.throughline.api.simulate;

import org.jspecify.annotations.NullMarked;
