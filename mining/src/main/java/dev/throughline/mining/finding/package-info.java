/**
 * What a process pack says of cases: their facts and KPIs, and which discrepancies are in them. The
 * port that an engine implements, and the part that needs no engine.
 */
@NullMarked
package dev.throughline.mining.finding;

import org.jspecify.annotations.NullMarked;
