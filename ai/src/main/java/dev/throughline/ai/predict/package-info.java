/**
 * The learnt reason: training, calibration, evaluation, model files; the only importer of Tribuo.
 */
@org.jspecify.annotations.NullMarked
package dev.throughline.ai.predict;
