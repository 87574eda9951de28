package dev.throughline.mining.performance;

/**
 * How long cases take from one milestone to another. Every case is counted exactly once: in the
 * durations or in one of the other numbers.
 *
 * @param durations of the cases that reached both milestones in their order, at the same moment
 *     included
 * @param notStarted cases that never reached the first milestone
 * @param open cases that reached the first but not the second
 * @param reversed cases that reached the second before the first
 */
public record MilestoneTimes(CaseDurations durations, long notStarted, long open, long reversed) {}
