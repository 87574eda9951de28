/** What was found in the cases: kept, listed, brought up to date, and counted. */
@NullMarked
package dev.throughline.api.findings;

import org.jspecify.annotations.NullMarked;
