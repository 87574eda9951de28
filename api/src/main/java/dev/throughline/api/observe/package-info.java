/** What operators see of requests: one id for each, and one line of the log. */
@NullMarked
package dev.throughline.api.observe;

import org.jspecify.annotations.NullMarked;
