package dev.throughline.mining.map.svg;

import dev.throughline.model.Source;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The colours of systems in one picture. */
/*
 * Systems of one kind ('wms.north', 'wms.south') share a colour, because they are one lane to those
 * who look for where the process leaves it. Each colour has a contrast of 5:1 and more with white
 * text on it.
 */
final class SystemColours {
  private static final List<String> COLOURS =
      List.of("#7a4a00", "#00695c", "#6a2c91", "#a1295b", "#4b5563", "#4d6600");

  private final List<String> kinds;

  /**
   * @param systems all of the picture
   */
  SystemColours(Collection<Source> systems) {
    TreeSet<String> names = new TreeSet<>();
    systems.forEach(system -> names.add(kind(system)));
    kinds = List.copyOf(names);
  }

  /** Up to the first dot: the kind of system, if the name says one. */
  static String kind(Source system) {
    int dot = system.name().indexOf('.');
    return dot <= 0 ? system.name() : system.name().substring(0, dot);
  }

  String of(Source system) {
    return COLOURS.get(Math.floorMod(kinds.indexOf(kind(system)), COLOURS.size()));
  }
}
