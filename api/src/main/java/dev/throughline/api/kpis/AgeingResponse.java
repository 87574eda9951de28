package dev.throughline.api.kpis;

import dev.throughline.api.findings.MoneyResponse;
import java.time.Instant;
import java.util.List;

/**
 * How long the exceptions that were open at a moment had waited then.
 *
 * @param byAge from the newest to the oldest; every age is there
 * @param byType the most money first
 */
record AgeingResponse(
    String log,
    PackVersion pack,
    Instant asOf,
    long count,
    List<MoneyResponse> amounts,
    List<Age> byAge,
    List<Type> byType) {

  /**
   * Exceptions of one age.
   *
   * @param fromDays where the age begins, inclusive; it ends where the next one begins
   * @param amounts money at stake, one for each currency
   */
  record Age(AgeBucket age, int fromDays, long count, List<MoneyResponse> amounts) {
    static Age from(Ageing.OfAge of) {
      return new Age(
          of.bucket(),
          of.bucket().fromDays(),
          of.total().count(),
          AgeingResponse.amounts(of.total()));
    }
  }

  /** Exceptions of one type. */
  record Type(String type, long count, List<MoneyResponse> amounts, List<Age> byAge) {
    static Type from(Ageing.OfType of) {
      return new Type(
          of.type().value(),
          of.total().count(),
          AgeingResponse.amounts(of.total()),
          of.byAge().stream().map(Age::from).toList());
    }
  }

  static AgeingResponse from(Ageing ageing) {
    return new AgeingResponse(
        ageing.log().value(),
        ageing.pack(),
        ageing.asOf(),
        ageing.all().count(),
        amounts(ageing.all()),
        ageing.byAge().stream().map(Age::from).toList(),
        ageing.byType().stream().map(Type::from).toList());
  }

  private static List<MoneyResponse> amounts(OpenTotal total) {
    return total.amounts().stream().map(MoneyResponse::from).toList();
  }
}
