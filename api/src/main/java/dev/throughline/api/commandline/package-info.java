/** The command line: data on standard output, everything else on standard error. */
@NullMarked
package dev.throughline.api.commandline;

import org.jspecify.annotations.NullMarked;
