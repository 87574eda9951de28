package dev.throughline.mining.performance;

/**
 * Directly-follows steps that pass from one system or role to another.
 *
 * @param from name of the system or role that hands over
 * @param to name of the one that takes over; never equal to {@code from}
 * @param times between the two events
 */
public record Handoff(String from, String to, TimeStatistics times) {}
