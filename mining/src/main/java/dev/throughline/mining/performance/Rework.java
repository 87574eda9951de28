package dev.throughline.mining.performance;

import dev.throughline.model.Activity;

/**
 * An activity done more than once in a case.
 *
 * @param cases in which it happens at least twice
 * @param repetitions events of it beyond the first of their case
 */
public record Rework(Activity activity, long cases, long repetitions) {}
