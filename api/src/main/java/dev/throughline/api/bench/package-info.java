/**
 * Makes logs of any size for benchmarks, and runs the benchmarks that docs/benchmarks.md reports.
 */
@NullMarked
package dev.throughline.api.bench;

import org.jspecify.annotations.NullMarked;
