/** Cursor pagination with opaque page tokens (AIP-158). */
@NullMarked
package dev.throughline.api.paging;

import org.jspecify.annotations.NullMarked;
