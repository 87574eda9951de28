/**
 * The process map: what to show of a directly-follows graph.
 *
 * <p>{@link dev.throughline.mining.map.MapView} is what a person chose, {@link
 * dev.throughline.mining.map.ProcessMap} the activities and arcs that this shows, {@link
 * dev.throughline.mining.map.MapTable} the same as rows. The package {@code svg} draws it.
 *
 * <p><b>Accuracy.</b> Simplifying leaves elements out and never changes a number: every count and
 * time shown is the one of the whole graph, and the share of events and steps that is shown is part
 * of the result. Arcs are never joined over activities that are left out.
 *
 * <p><b>Sources.</b> Leaving out the less significant while what is left stays connected: Günther
 * and van der Aalst, Fuzzy Mining, BPM 2007. At most 50 elements by default: Mendling, Reijers and
 * van der Aalst, Seven Process Modeling Guidelines (7PMG), Information and Software Technology
 * 52(2), 2010.
 */
@NullMarked
package dev.throughline.mining.map;

import org.jspecify.annotations.NullMarked;
