/**
 * From a proposal to a decision: which step a finding may take, who may take it and why not, and
 * the one transaction that holds the decision, its audit entry and its message to other systems.
 */
@NullMarked
package dev.throughline.api.approval;

import org.jspecify.annotations.NullMarked;
