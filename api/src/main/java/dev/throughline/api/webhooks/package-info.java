/**
 * Carries decisions out to other systems: messages are stored with the decision, signed as Standard
 * Webhooks 1.0.0 asks, and sent until the receiver has them.
 */
@NullMarked
package dev.throughline.api.webhooks;

import org.jspecify.annotations.NullMarked;
