/** The page that says how the process does. */
@NullMarked
package dev.throughline.api.web.kpis;

import org.jspecify.annotations.NullMarked;
