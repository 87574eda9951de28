package dev.throughline.api.bench;

import static dev.throughline.api.bench.PurchaseActivity.*;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One generated purchase order item, from its order to its payment. The same seed and index give
 * the same case, whatever else is generated.
 *
 * @param steps at least one, in the order in which they happened
 */
record PurchaseCase(long index, String vendor, List<Step> steps) {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long FIRST_MILLIS = 1_735_689_600_000L; // 2025-01-01T00:00:00Z
  private static final int VENDORS = 1_500;

  /**
   * One event.
   *
   * @param millis since 1970-01-01T00:00:00Z
   * @param user number of the person, within the role
   */
  record Step(PurchaseActivity activity, long millis, int user) {}

  static PurchaseCase generate(long seed, long index) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ index);
    int vendor = (int) (VENDORS * Math.pow(random.nextDouble(), 3));
    long start = FIRST_MILLIS + random.nextLong(365 * DAY);
    return new PurchaseCase(index, "vendor-%04d".formatted(vendor), new Path(random, start).walk());
  }

  String id() {
    return "45%08d-%05d".formatted(index / 7, (index % 7 + 1) * 10);
  }

  /** Walks one case through the process, with the detours that real purchasing takes. */
  private static final class Path {
    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();
    private long now;

    Path(SplittableRandom random, long start) {
      this.random = random;
      this.now = start;
    }

    List<Step> walk() {
      order();
      if (chance(4)) {
        then(DELETE_ORDER, DAY);
        if (!chance(15)) {
          return steps;
        }
        then(REACTIVATE_ORDER, 2 * DAY);
      }
      boolean invoiceFirst = chance(8);
      if (invoiceFirst) {
        invoice();
      }
      receive();
      if (!invoiceFirst && !chance(6)) {
        invoice();
      }
      settle();
      return steps;
    }

    private void order() {
      if (chance(9)) {
        then(CREATE_REQUISITION, MINUTE);
        then(chance(10) ? REJECT_REQUISITION : APPROVE_REQUISITION, DAY);
        maybe(8, CHANGE_REQUISITION, DAY);
      }
      then(CREATE_ORDER, 4 * HOUR);
      maybe(10, APPROVE_ORDER, DAY);
      maybe(7, RELEASE_ORDER, 6 * HOUR);
      maybe(8, SEND_ORDER, HOUR);
      maybe(8, CONFIRM_ORDER, 2 * DAY);
      maybe(7, CHANGE_QUANTITY, 3 * DAY);
      maybe(6, CHANGE_PRICE, 3 * DAY);
      maybe(5, CHANGE_DELIVERY_DATE, 3 * DAY);
      maybe(2, CHANGE_STORAGE, 3 * DAY);
    }

    private void receive() {
      maybe(5, SHIP, 6 * DAY);
      maybe(5, ANNOUNCE, HOUR);
      maybe(4, ARRIVE, 2 * DAY);
      maybe(3, UNLOAD, HOUR);
      do {
        then(RECEIVE, 2 * DAY);
        maybe(2, CANCEL_RECEIPT, DAY);
        quality();
        maybe(4, PUT_AWAY, 5 * HOUR);
        post();
      } while (chance(6));
    }

    private void quality() {
      if (chance(3)) {
        then(HOLD_QUALITY, HOUR);
        maybe(60, INSPECT, DAY);
        then(chance(20) ? RETURN_GOODS : RELEASE_QUALITY, 2 * DAY);
      }
    }

    private void post() {
      if (chance(18)) {
        while (chance(6)) {
          then(FAIL_POSTING, 10 * MINUTE);
          maybe(80, RETRY_POSTING, 4 * HOUR);
        }
        then(POST_RECEIPT, 3 * HOUR);
      }
    }

    private void invoice() {
      then(INVOICE, 5 * DAY);
      then(RECORD_INVOICE, 3 * DAY);
      maybe(3, CANCEL_INVOICE, 2 * DAY);
    }

    private void settle() {
      maybe(12, MATCH, HOUR);
      if (chance(11)) {
        then(BLOCK_PAYMENT, MINUTE);
        maybe(25, ASK_SUPPLIER, DAY);
        maybe(12, CREDIT_NOTE, 4 * DAY);
        maybe(8, SUBSEQUENT_INVOICE, 4 * DAY);
        maybe(50, RESOLVE, 3 * DAY);
        then(REMOVE_BLOCK, 2 * DAY);
      }
      maybe(3, REMIND, 9 * DAY);
      maybe(10, APPROVE_PAYMENT, 2 * DAY);
      maybe(78, CLEAR, 14 * DAY);
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private void maybe(int percent, PurchaseActivity activity, long meanWait) {
      if (chance(percent)) {
        then(activity, meanWait);
      }
    }

    /** Adds a step after an exponentially distributed wait, to the second. */
    private void then(PurchaseActivity activity, long meanWaitMillis) {
      double wait = -Math.log(1 - random.nextDouble()) * meanWaitMillis;
      now += Math.floorDiv((long) wait, 1000L) * 1000;
      steps.add(new Step(activity, now, random.nextInt(40)));
    }
  }
}
