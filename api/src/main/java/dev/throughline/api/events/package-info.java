/** Stored logs and their imports over REST. */
@NullMarked
package dev.throughline.api.events;

import org.jspecify.annotations.NullMarked;
