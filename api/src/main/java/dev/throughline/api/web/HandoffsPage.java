package dev.throughline.api.web;

import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.Rework;
import dev.throughline.mining.trace.HandoffBy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tab of rework and handoffs. */
record HandoffsPage(
    List<ReworkRow> rework, List<HandoffRow> handoffs, List<FilterForm.Choice> between) {
  private static final int MAX_ROWS = 500;

  /** An activity that is done more than once in a case. */
  record ReworkRow(String activity, String cases, String share, String repetitions) {}

  /** Steps from one system, role or resource to another. */
  record HandoffRow(String from, String to, String count, String mean, String median, String max) {}

  static HandoffsPage of(MiningResult result) {
    HandoffBy by = result.manifest().handoffBy();
    return new HandoffsPage(
        result.rework().stream().limit(MAX_ROWS).map(row -> row(row, result.cases())).toList(),
        result.handoffs().stream().limit(MAX_ROWS).map(HandoffsPage::row).toList(),
        Arrays.stream(HandoffBy.values())
            .map(each -> new FilterForm.Choice(each.name().toLowerCase(Locale.ROOT), each == by))
            .toList());
  }

  private static ReworkRow row(Rework rework, long cases) {
    return new ReworkRow(
        rework.activity().value(),
        Shown.count(rework.cases()),
        Shown.share(rework.cases(), cases),
        Shown.count(rework.repetitions()));
  }

  private static HandoffRow row(Handoff handoff) {
    return new HandoffRow(
        handoff.from(),
        handoff.to(),
        Shown.count(handoff.times().count()),
        Shown.duration(handoff.times().mean()),
        Shown.duration(handoff.times().median()),
        Shown.duration(handoff.times().max()));
  }
}
