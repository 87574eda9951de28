package dev.throughline.api.approval;

import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Segregation of duties: nobody decides on what they did themselves. */
final class Duties {
  /** Facts that name a person, and what that person did. */
  private static final List<Duty> DUTIES =
      List.of(
          new Duty("requester", "requested this purchase"),
          new Duty("releaser", "released this purchase order"),
          new Duty("receiver", "received these goods"),
          new Duty("poster", "posted this receipt"),
          new Duty("approver", "approved this payment"));

  private record Duty(String fact, String done) {}

  static Permission separate(Finding finding, Proposal proposal, Person person) {
    if (isSame(person.name(), proposal.proposedBy())) {
      return refuse("you proposed this; somebody else must decide");
    }
    for (Duty duty : DUTIES) {
      boolean own =
          finding
              .fact(duty.fact())
              .filter(value -> value instanceof FactValue.Text)
              .filter(value -> isSame(person.name(), value.toString()))
              .isPresent();
      if (own) {
        return refuse("you " + duty.done() + "; somebody else must decide");
      }
    }
    boolean again =
        proposal.decisions().stream()
            .anyMatch(decision -> isSame(person.name(), decision.decidedBy()));
    return again ? refuse("you approved this; a second person must too") : Permission.permit();
  }

  /** Names that differ in case, width or surrounding blanks only are one person's. */
  static boolean isSame(String one, String other) {
    return folded(one).equals(folded(other));
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static Permission refuse(String reason) {
    return Permission.refuse(ErrorCode.SEPARATION_OF_DUTIES, reason);
  }

  private Duties() {}
}
