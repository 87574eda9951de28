/**
 * Pictures as SVG: the process map and the duration histogram.
 *
 * <p>{@code MapLayout} places a map's elements, {@link dev.throughline.mining.map.svg.MapSvg} draws
 * them; {@link dev.throughline.mining.map.svg.DurationHistogram} draws how long cases take. Both
 * serve pages, reports and notebooks alike: no script, no style, no id, nothing loaded.
 *
 * <p><b>Accuracy.</b> Widths and colours of a map follow the square root of a value, so that small
 * ones stay visible; the numbers stand beside them, exact ones in the titles. Equal input gives
 * equal bytes on every machine: text is measured with a table of widths and not with the machine's
 * fonts, the layout's random seed is fixed, and coordinates are rounded to a tenth of a pixel.
 *
 * <p><b>Sources.</b> Layout: the layered algorithm of the Eclipse Layout Kernel (Schulze, Spönemann
 * and von Hanxleden, Drawing Layered Graphs with Port Constraints, Journal of Visual Languages and
 * Computing 25(2), 2014). Contrast: WCAG 2.2, 1.4.3 and 1.4.11.
 */
@NullMarked
package dev.throughline.mining.map.svg;

import org.jspecify.annotations.NullMarked;
