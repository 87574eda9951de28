package dev.throughline.api.web.exceptions;

import java.util.List;

/**
 * The queue.
 *
 * @param population how many exceptions are asked for, of how many
 * @param next the address of the following rows; empty on the last page
 * @param apiPath the API call with the same rows
 */
record QueuePage(
    QueueForm filter, String population, List<QueueRow> rows, String next, String apiPath) {}
