/** How long it takes: times, case durations, rework, handoffs. */
@NullMarked
package dev.throughline.mining.performance;

import org.jspecify.annotations.NullMarked;
