package dev.throughline.mining.engine;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import java.io.Serializable;

/** A mining question: which cases, and between what handoffs are counted. */
public record MiningQuery(TraceFilter filter, HandoffBy handoffBy) implements Serializable {
  public static final MiningQuery ALL = new MiningQuery(TraceFilter.ALL, HandoffBy.SYSTEM);
}
