/** Who may come in: one local administrator, sessions for pages, HTTP Basic for the API. */
@NullMarked
package dev.throughline.api.security;

import org.jspecify.annotations.NullMarked;
