/** Advice on findings: why, how risky, how urgent, and what to do; by rules or by a model. */
@org.jspecify.annotations.NullMarked
package dev.throughline.ai.triage;
