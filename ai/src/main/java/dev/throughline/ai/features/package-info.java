/** What a model sees of a finding: numbers with names that people can read. */
@org.jspecify.annotations.NullMarked
package dev.throughline.ai.features;
