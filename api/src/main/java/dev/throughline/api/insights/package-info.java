/** Mined results as the API and the command line show them. */
@NullMarked
package dev.throughline.api.insights;

import org.jspecify.annotations.NullMarked;
