package dev.throughline.ai.triage;

import dev.throughline.model.Finding;

/**
 * Says why a finding came about, and what to do. Its word is a suggestion: nothing acts on it
 * before a person approves. Safe for many threads; the same finding gives the same advice.
 */
public interface TriageModel {
  Advice advise(Finding finding);
}
