/** Server-rendered pages; they work without JavaScript. */
@NullMarked
package dev.throughline.api.web;

import org.jspecify.annotations.NullMarked;
