/**
 * The engine for logs in the store and for logs larger than one machine: the kernels run in Spark
 * over trace blocks that stay in memory. Nothing outside this package knows Spark.
 */
@NullMarked
package dev.throughline.mining.spark;

import org.jspecify.annotations.NullMarked;
