package dev.throughline.api.commandline;

import dev.throughline.ingest.store.LogSummary;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose objects are the cases of a stored log: what was asked for, or the only possible answer. */
final class LeadingType {

  static ObjectType of(LogSummary log, @Nullable String asked) {
    if (asked != null) {
      return new ObjectType(asked);
    }
    List<ObjectType> types = log.objectTypes();
    if (types.contains(ObjectType.CASE) || types.isEmpty()) {
      return ObjectType.CASE;
    }
    if (types.size() == 1) {
      return types.get(0);
    }
    throw mustBeGiven(types.stream().map(ObjectType::value).toList());
  }

  static ThroughlineException mustBeGiven(Iterable<String> types) {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        "this log has several object types; say whose objects are the cases with --leading-type: "
            + String.join(", ", types));
  }

  private LeadingType() {}
}
