package dev.throughline.api.webhooks;

/**
 * A message that is due at a receiver.
 *
 * @param attempt the number of this attempt, from 1
 */
record Delivery(String message, String url, int attempt, String body) {}
