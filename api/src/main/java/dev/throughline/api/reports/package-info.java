/** Reports for people who do not log in: the same figures as pages and REST, on paper. */
@NullMarked
package dev.throughline.api.reports;

import org.jspecify.annotations.NullMarked;
