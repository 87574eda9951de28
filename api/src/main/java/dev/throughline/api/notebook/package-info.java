/**
 * What an analyst's notebook needs beside the mining library: logs that open, pictures that show.
 */
@NullMarked
package dev.throughline.api.notebook;

import org.jspecify.annotations.NullMarked;
