/** Starts the service: its settings, its parts, and the handle to stop it again. */
@NullMarked
package dev.throughline.api.config;

import org.jspecify.annotations.NullMarked;
