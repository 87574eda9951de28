package dev.throughline.api.insights;

import dev.throughline.mining.map.ProcessMap;

/**
 * A process map with its picture.
 *
 * @param completeCases cases that run over shown elements only
 * @param svg safe to be put into a page as it is
 */
public record DrawnMap(MinedLog mined, ProcessMap map, long completeCases, String svg) {}
