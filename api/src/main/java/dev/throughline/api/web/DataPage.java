package dev.throughline.api.web;

import dev.throughline.api.insights.MinedLog;
import dev.throughline.api.paging.Page;
import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.List;

/** The tab that says what is stored. */
record DataPage(List<DurationsPage.Fact> facts, List<ImportRow> imports) {
  static DataPage of(MinedLog mined, Page<ImportRow> imports) {
    List<DurationsPage.Fact> facts = new ArrayList<>();
    facts.add(new DurationsPage.Fact("Events", Shown.count(mined.summary().events())));
    facts.add(new DurationsPage.Fact("In quarantine", Shown.count(mined.summary().quarantined())));
    facts.add(
        new DurationsPage.Fact(
            "First and last event",
            Shown.minute(mined.summary().firstAt())
                + " to "
                + Shown.minute(mined.summary().lastAt())
                + " UTC"));
    facts.add(
        new DurationsPage.Fact("Last import", Shown.minute(mined.summary().importedAt()) + " UTC"));
    facts.add(
        new DurationsPage.Fact(
            "Object types",
            String.join(
                ", ", mined.summary().objectTypes().stream().map(ObjectType::value).toList())));
    facts.add(
        new DurationsPage.Fact(
            "Case attributes to filter by", String.join(", ", mined.attributes().keySet())));
    return new DataPage(facts, imports.items());
  }
}
