/** The pages about single cases: what happened in which system, and events that belong to none. */
@NullMarked
package dev.throughline.api.web.cases;

import org.jspecify.annotations.NullMarked;
