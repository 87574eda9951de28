package dev.throughline.api.reports;

import java.util.List;

/**
 * A process's health as words and pictures: what the page says, in the order in which it says it.
 * Texts may hold any characters; pictures are SVG documents that may stand in a page as they are.
 *
 * @param title of the process
 * @param period that the figures are about
 * @param comparison the period before it
 * @param headline the most important figures, as a sentence
 * @param tiles at most {@value #MAX_TILES}
 * @param discrepancies the most money first
 * @param otherDiscrepancies what the list leaves out; empty when nothing
 * @param ageing from the newest to the oldest
 * @param barsTitle what the bars beside the ageing show
 * @param ageingBars a bar for each row of the ageing
 * @param decisions what people did in the period
 * @param handoffs where cases wait between systems, the longest in sum first
 * @param map the process map
 * @param mapCaption how much of the process the map shows
 * @param quality of the data, as sentences
 * @param provenance what the figures were computed from
 */
record HealthPage(
    String title,
    String period,
    String comparison,
    String headline,
    List<Tile> tiles,
    List<AmountRow> discrepancies,
    String otherDiscrepancies,
    List<AmountRow> ageing,
    String barsTitle,
    String ageingBars,
    List<Pair> decisions,
    List<AmountRow> handoffs,
    String map,
    String mapCaption,
    List<String> quality,
    List<Pair> provenance) {
  static final int MAX_TILES = 6;

  /**
   * One figure.
   *
   * @param value in large type
   * @param verdict the value against its target, in words
   * @param isMissed whether the target is missed
   * @param detail what the value is about
   * @param population n, and the previous period
   */
  record Tile(
      String title,
      String value,
      String verdict,
      boolean isMissed,
      String detail,
      String population) {}

  /** A count of something, and how much it is in money or time. */
  record AmountRow(String label, String count, String amount) {}

  /** A name and a value. */
  record Pair(String name, String value) {}

  HealthPage {
    if (tiles.size() > MAX_TILES) {
      throw new IllegalArgumentException(
          "tiles must be at most %d, were %d".formatted(MAX_TILES, tiles.size()));
    }
    tiles = List.copyOf(tiles);
    discrepancies = List.copyOf(discrepancies);
    ageing = List.copyOf(ageing);
    decisions = List.copyOf(decisions);
    handoffs = List.copyOf(handoffs);
    quality = List.copyOf(quality);
    provenance = List.copyOf(provenance);
  }
}
