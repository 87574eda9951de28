package dev.throughline.api.approval;

import dev.throughline.model.FindingId;

/** A way to decide: REST or gRPC. Answers are told in one form, so that they can be compared. */
interface Channel {
  String PASSWORD = "correct horse battery";

  /** {@code OK …} with what is known then, or the code of the error. */
  String take(String user, Call call);

  /** Proposals, each with its decisions. */
  String proposals(String user, FindingId finding);

  /** Steps with whether they are permitted and why not. */
  String permissions(String user, FindingId finding);

  /**
   * A call; empty texts are left out.
   *
   * @param step in lower case, such as {@code approve}
   * @param version 0 leaves it out
   */
  record Call(
      String step,
      FindingId finding,
      long version,
      String key,
      String action,
      String comment,
      String reason) {

    static Call of(String step, FindingId finding, long version) {
      return new Call(step, finding, version, DecisionFixture.newKey(), "", "", "");
    }

    Call key(String wanted) {
      return new Call(step, finding, version, wanted, action, comment, reason);
    }

    Call action(String wanted) {
      return new Call(step, finding, version, key, wanted, comment, reason);
    }

    Call comment(String wanted) {
      return new Call(step, finding, version, key, action, wanted, reason);
    }

    Call reason(String wanted) {
      return new Call(step, finding, version, key, action, comment, wanted);
    }
  }
}
