package dev.throughline.ai.summary;

import dev.throughline.ai.triage.Advice;
import dev.throughline.model.Finding;

/** Writes summaries. May block for as long as its own time limit says; never fails. */
public interface Summariser {
  Summary summarise(Finding finding, Advice advice);
}
