package dev.throughline.api.web;

import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.model.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The variants tab.
 *
 * @param next the address of the following page; empty on the last
 */
record VariantsPage(String count, List<Row> rows, String next, String first) {
  private static final int MANY_STEPS = 24;

  /**
   * One variant.
   *
   * @param permille of all cases, 0..1000, for a bar
   */
  record Row(
      int rank,
      String cases,
      String share,
      String cumulative,
      long permille,
      int length,
      boolean isLong,
      List<String> activities,
      String example) {}

  static VariantsPage of(MiningResult result, PageRequest request, PageAddress page) {
    int start = (int) Math.min(request.offset(), result.variants().size());
    List<Variant> shown =
        result.variants().stream().skip(start).limit(request.size() + 1L).toList();
    Page<Row> rows =
        request.page(
            rows(result, start, shown),
            Function.identity(),
            some -> Long.toString(start + some.size()));
    PageAddress firstPage = page.without(PageRequest.TOKEN_PARAMETER, token(page));
    return new VariantsPage(
        Shown.count(result.variants().size(), "variant", "variants"),
        rows.items(),
        rows.nextPageToken().isEmpty()
            ? ""
            : new PageAddress(
                    page.log(),
                    page.tab(),
                    Links.all(firstPage.parameters(), PageTokens.parameter(rows.nextPageToken())))
                .path(),
        start == 0 ? "" : firstPage.path());
  }

  private static String token(PageAddress page) {
    String token = page.parameters().getFirst(PageRequest.TOKEN_PARAMETER);
    return token == null ? "" : token;
  }

  private static List<Row> rows(MiningResult result, int start, List<Variant> variants) {
    long before = result.variants().subList(0, start).stream().mapToLong(Variant::cases).sum();
    List<Row> rows = new ArrayList<>();
    for (Variant variant : variants) {
      before += variant.cases();
      rows.add(row(start + rows.size() + 1, variant, before, result.cases()));
    }
    return rows;
  }

  private static Row row(int rank, Variant variant, long cumulative, long cases) {
    List<String> activities = variant.activities().stream().map(Activity::value).toList();
    return new Row(
        rank,
        Shown.count(variant.cases()),
        Shown.share(variant.cases(), cases),
        Shown.share(cumulative, cases),
        variant.cases() * 1000 / Math.max(1, cases),
        activities.size(),
        activities.size() > MANY_STEPS,
        activities,
        variant.example().value());
  }
}
