package dev.throughline.model;

/** The id of one run of a process: the id of its leading object. */
public record CaseId(String value) implements Comparable<CaseId> {
  public CaseId {
    Names.check("case id", value);
  }

  @Override
  public int compareTo(CaseId other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
