package dev.throughline.api.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sites, suppliers, items and people: the master data that all processes share. */
public final class Retailer {
  private static final int ITEMS_PER_SUPPLIER = 30;
  private static final int MIN_SUPPLIERS = 60;
  private static final int BUYERS = 14;
  private static final int CLERKS = 12;
  private static final int APPROVERS = 7;
  private static final List<String> NAMES =
      List.of(
          "JANSEN",
          "DEVRIES",
          "BAKKER",
          "VISSER",
          "SMIT",
          "MEIJER",
          "MULDER",
          "BOS",
          "PETERS",
          "HENDRIKS",
          "DEKKER",
          "DIJKSTRA",
          "KOSTER",
          "PRINS",
          "BLOM",
          "HUISMAN",
          "KUIPER",
          "VEENSTRA",
          "POSTMA",
          "KRAMER",
          "SCHOLTEN",
          "WILLEMS",
          "HOEKSTRA",
          "KOOPMAN");
  private static final List<String> GOODS =
      List.of(
          "tea", "coffee", "rice", "soap", "towel", "lamp", "kettle", "candle", "bowl", "glass",
          "juice", "pasta", "chair", "blanket", "battery", "cable", "brush", "paint");

  private final long seed;
  private final List<Site> sites = new ArrayList<>();
  private final List<Supplier> suppliers = new ArrayList<>();

  public Retailer(long seed, int stores) {
    this.seed = seed;
    for (int i = 1; i <= stores; i++) {
      sites.add(new Site(i % 2 == 1 ? Region.NORTH : Region.SOUTH, i, false));
    }
    sites.add(new Site(Region.NORTH, 9_001, true));
    sites.add(new Site(Region.SOUTH, 9_002, true));
    int count = Math.max(MIN_SUPPLIERS, stores / 2);
    for (int i = 0; i < count; i++) {
      suppliers.add(supplier(i));
    }
  }

  /** Each region has a warehouse system of its own. */
  public enum Region {
    NORTH,
    SOUTH;

    /** As the warehouse systems write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String source() {
      return "wms." + word();
    }
  }

  /** A store or a warehouse. */
  public record Site(Region region, int number, boolean isWarehouse) {
    /** As the ERP writes it: {@code N0012}. */
    public String code() {
      return region.name().charAt(0) + fourDigits();
    }

    /** As the warehouse systems write it, beside the region. */
    public String fourDigits() {
      String digits = Integer.toString(number);
      return "0".repeat(4 - digits.length()) + digits;
    }
  }

  /**
   * A supplier and its habits.
   *
   * @param leadDays from order to delivery, planned
   * @param paymentDays from the invoice's date
   * @param announces whether it sends dispatch advices
   * @param invoicesAtDispatch whether the invoice leaves with the goods
   * @param style how it writes numbers, 0 to 2
   * @param skewMillis of its clock
   */
  public record Supplier(
      int index,
      String number,
      String currency,
      int leadDays,
      int paymentDays,
      boolean announces,
      boolean invoicesAtDispatch,
      int style,
      long skewMillis,
      List<Item> items) {}

  /**
   * What a supplier sells.
   *
   * @param isWeighed whether it is ordered by weight, in kilograms
   * @param pack pieces in a case: 6, 12 or 24
   * @param priceCents of one piece, case or kilogram, as ordered
   */
  public record Item(
      int sku, String article, String name, boolean isWeighed, int pack, long priceCents) {}

  public List<Site> sites() {
    return sites;
  }

  /** A few suppliers have most of the trade. */
  public Supplier supplier(Dice dice) {
    double share = dice.real(0, 1);
    return suppliers.get((int) (share * share * suppliers.size()));
  }

  /** A warehouse half of the time, a store otherwise. */
  public Site site(Dice dice) {
    return dice.chance(0.45)
        ? sites.get(sites.size() - 2 + dice.below(2))
        : sites.get(dice.below(sites.size() - 2));
  }

  public String buyer(Dice dice) {
    return person(dice.below(BUYERS), 'B');
  }

  /** One of four people of the site who ask for goods. */
  public String requester(Site site, Dice dice) {
    return person(site.number() * 4 + dice.below(4), 'R');
  }

  public String clerk(Dice dice) {
    return person(dice.below(CLERKS), 'K');
  }

  public String approver(Dice dice) {
    return person(dice.below(APPROVERS), 'F');
  }

  /** A terminal user of the site's warehouse system. */
  public String receiver(Site site, Dice dice) {
    return "op-" + site.code().toLowerCase(Locale.ROOT) + "-" + (1 + dice.below(5));
  }

  private static String person(int index, char role) {
    int round = index / NAMES.size();
    return NAMES.get(index % NAMES.size()) + role + (round == 0 ? "" : Integer.toString(round));
  }

  private Supplier supplier(int index) {
    Dice dice = new Dice(seed, 1_000_000L + index);
    List<Item> items = new ArrayList<>();
    int style = dice.below(3);
    for (int i = 0; i < ITEMS_PER_SUPPLIER; i++) {
      items.add(item(index, i, style, dice));
    }
    return new Supplier(
        index,
        Integer.toString(100_200 + index),
        dice.chance(0.85) ? "EUR" : dice.pick(List.of("GBP", "USD", "SEK")),
        4 + dice.below(9),
        dice.pick(List.of(14, 30, 30, 45)),
        dice.chance(0.92),
        dice.chance(0.08),
        style,
        dice.between(-8 * LocalClock.MINUTE, 12 * LocalClock.MINUTE),
        List.copyOf(items));
  }

  private static Item item(int supplier, int index, int style, Dice dice) {
    int sku = 100_000 + (supplier * ITEMS_PER_SUPPLIER + index) * 7;
    String article =
        switch (style) {
          case 0 -> "A-" + (1_000 + index * 13) + "." + supplier;
          case 1 -> Integer.toString(70_000_000 + supplier * 1_000 + index);
          default -> "ART" + supplier + "/" + (index + 1);
        };
    long price = (long) (100 * StrictMath.exp(dice.real(-0.3, 5)));
    return new Item(
        sku,
        article,
        dice.pick(GOODS) + " " + (index + 1),
        dice.chance(0.05),
        dice.pick(List.of(6, 12, 24)),
        price);
  }
}
