/**
 * Figures of a process, each defined once: KPIs, the ageing of open exceptions, and what people
 * decided. Page, REST, gRPC and report print what these services say.
 */
@NullMarked
package dev.throughline.api.kpis;

import org.jspecify.annotations.NullMarked;
