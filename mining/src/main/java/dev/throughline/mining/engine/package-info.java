/**
 * The port that answers a mining question, and the engine that runs the kernels in this process.
 */
@NullMarked
package dev.throughline.mining.engine;

import org.jspecify.annotations.NullMarked;
