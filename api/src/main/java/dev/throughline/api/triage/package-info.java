/**
 * Advice on findings: given on request and by itself, kept apart from decisions, never changed. The
 * service runs without it.
 */
@NullMarked
package dev.throughline.api.triage;

import org.jspecify.annotations.NullMarked;
