/**
 * The whole path on simulated data: events sent as a system would send them, people who decide as
 * people would, a model trained on what they said, and a report.
 */
@NullMarked
package dev.throughline.api.demo;

import org.jspecify.annotations.NullMarked;
