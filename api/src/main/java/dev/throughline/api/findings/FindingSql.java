package dev.throughline.api.findings;

import dev.throughline.model.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement on findings and its parameters. */
final class FindingSql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private FindingSql(String start) {
    text.append(start);
  }

  static FindingSql of(FindingQuery query) {
    FindingSql sql = new FindingSql(FindingRow.SELECT);
    sql.where(query.filter());
    FindingQuery.Position after = query.after();
    if (after != null) {
      String value = sql.bind(after.value());
      sql.and(query.order().follows(value, sql.bind(after.id().value())));
    }
    sql.text.append(" ORDER BY ").append(query.order().orderBy());
    sql.text.append(" LIMIT ").append(sql.bind((long) query.limit()));
    return sql;
  }

  static FindingSql count(FindingFilter filter) {
    FindingSql sql = new FindingSql("SELECT count(*) FROM finding f");
    sql.where(filter);
    return sql;
  }

  private void where(FindingFilter filter) {
    text.append(" WHERE true");
    if (!filter.states().isEmpty()) {
      and("f.state = ANY(%s)", filter.states().stream().map(Enum::name).toArray(String[]::new));
    }
    if (!filter.types().isEmpty()) {
      and(
          "f.type = ANY(%s)",
          filter.types().stream().map(FindingType::value).toArray(String[]::new));
    }
    if (filter.owner() != null) {
      and("f.owner_role = %s", filter.owner().name());
    }
    if (filter.site() != null) {
      and("f.site = %s", filter.site());
    }
    if (filter.supplier() != null) {
      and("f.supplier = %s", filter.supplier());
    }
    if (filter.text() != null) {
      and(
          "position(%s IN lower(concat_ws(E'\\n', f.case_id, f.site, f.supplier))) > 0",
          filter.text().toLowerCase(Locale.ROOT));
    }
  }

  private void and(String condition, Object parameter) {
    and(condition.formatted(bind(parameter)));
  }

  private void and(String condition) {
    text.append(" AND ").append(condition);
  }

  private String bind(Object parameter) {
    parameters.add(parameter);
    return "$" + parameters.size();
  }

  String text() {
    return text.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
