package dev.throughline.ingest.correlate;

import dev.throughline.model.CaseId;
import java.util.Comparator;
import java.util.List;

/** A case that an orphan might belong to: what agrees, and what does not. */
public record NearMiss(CaseId caseId, List<Comparison> agrees, List<Comparison> differs) {
  /** The likeliest first: most agreements, then fewest differences, then by id. */
  static final Comparator<NearMiss> ORDER =
      Comparator.comparingInt((NearMiss miss) -> -miss.agrees().size())
          .thenComparingInt(miss -> miss.differs().size())
          .thenComparing(NearMiss::caseId);

  public NearMiss {
    agrees = List.copyOf(agrees);
    differs = List.copyOf(differs);
  }

  /** Whether nothing but its id puts this one before the other. */
  boolean isAsGoodAs(NearMiss other) {
    return agrees.size() == other.agrees.size() && differs.size() == other.differs.size();
  }

  /**
   * One thing compared.
   *
   * @param what an object type, or 'quantity'
   * @param ofEvent what the event says
   * @param ofCase what the case has, sorted; empty for a document that belongs to other cases
   */
  public record Comparison(String what, String ofEvent, List<String> ofCase) {
    public Comparison {
      ofCase = List.copyOf(ofCase);
    }
  }
}
