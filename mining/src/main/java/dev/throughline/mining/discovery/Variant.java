package dev.throughline.mining.discovery;

import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import java.util.List;

/**
 * One distinct sequence of activities.
 *
 * @param cases that follow it
 * @param example the smallest case id among them, by code points
 */
public record Variant(List<Activity> activities, long cases, CaseId example) {
  public Variant {
    activities = List.copyOf(activities);
  }
}
