package dev.throughline.model;

import java.time.Instant;

/**
 * The value that an object's attribute had from a moment on.
 *
 * @param since from when the value holds, inclusive; {@link Instant#EPOCH} for a value it always
 *     had (OCEL 2.0)
 */
public record ObjectAttribute(Attribute attribute, Instant since) {}
