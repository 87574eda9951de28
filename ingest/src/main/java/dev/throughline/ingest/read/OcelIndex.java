package dev.throughline.ingest.read;

import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass over a file learns: the declared types, which may stand at its end, and the
 * type of each object, which its relationships do not name. Memory grows with the number of objects
 * (their ids), not with the number of events.
 */
final class OcelIndex implements OcelHandler {
  private final OcelDeclarations declarations = new OcelDeclarations();
  private final Map<String, ObjectType> typesById = new HashMap<>();
  private final Map<String, ObjectType> typesByName = new HashMap<>();
  private final Map<String, Latest[]> caseValues = new HashMap<>();
  private final List<String> caseAttributes;
  private final @Nullable ObjectType leadingType;
  private final OcelTimes times;

  private record Latest(OcelElement.Value value, Instant since) {}

  OcelIndex(ReadOptions options) {
    this.caseAttributes = options.caseAttributes();
    this.leadingType = options.leadingType();
    this.times = new OcelTimes(options.timeZone());
  }

  OcelDeclarations declarations() {
    return declarations;
  }

  /** The type of the object of that id; null when the file holds no such object. */
  @Nullable ObjectType typeOf(String objectId) {
    return typesById.get(objectId);
  }

  /** The value that the case attribute has last, as text; empty when the object has none. */
  String caseValue(String objectId, int index) {
    Latest[] all = caseValues.get(objectId);
    if (all == null || all[index] == null || leadingType == null) {
      return "";
    }
    OcelElement.Value value = all[index].value();
    OcelValueType type =
        declarations
            .objectTypes()
            .getOrDefault(leadingType.value(), Map.of())
            .getOrDefault(value.name(), OcelValueType.STRING);
    try {
      AttributeValue read = type.read(value.name(), value.text(), times);
      return OcelValueType.text(read);
    } catch (OcelDefect e) {
      return value.text(); // the second pass reports it
    }
  }

  @Override
  public boolean wantsEvents() {
    return false;
  }

  @Override
  public void eventType(String name, Map<String, String> attributes, long line) {
    declare(declarations.eventTypes(), name, attributes);
  }

  @Override
  public void objectType(String name, Map<String, String> attributes, long line) {
    declare(declarations.objectTypes(), name, attributes);
  }

  @Override
  public void object(OcelElement object) {
    String id = object.id;
    String type = object.type;
    if (id == null || type == null || !OcelAssembler.isName(id) || !OcelAssembler.isName(type)) {
      return; // the second pass reports it
    }
    ObjectType objectType = typesByName.computeIfAbsent(type, ObjectType::new);
    if (typesById.putIfAbsent(id, objectType) == null && objectType.equals(leadingType)) {
      keepCaseValues(id, object);
    }
  }

  @Override
  public void event(OcelElement event) {}

  @Override
  public void remark(ErrorCode code, String message, long line) {}

  private void keepCaseValues(String id, OcelElement object) {
    for (OcelElement.Value value : object.values) {
      int index = caseAttributes.indexOf(value.name());
      if (index >= 0) {
        Latest[] all = caseValues.computeIfAbsent(id, it -> new Latest[caseAttributes.size()]);
        Instant since = since(value);
        if (all[index] == null || !since.isBefore(all[index].since())) {
          all[index] = new Latest(value, since);
        }
      }
    }
  }

  private Instant since(OcelElement.Value value) {
    try {
      return value.time() == null
          ? Instant.EPOCH
          : times.read(value.name(), value.time()).toInstant();
    } catch (OcelDefect e) {
      return Instant.EPOCH; // the second pass reports it
    }
  }

  private static void declare(
      Map<String, Map<String, OcelValueType>> types, String name, Map<String, String> attributes) {
    if (!OcelAssembler.isName(name)) {
      return;
    }
    Map<String, OcelValueType> declared = types.computeIfAbsent(name, it -> new LinkedHashMap<>());
    attributes.forEach(
        (attribute, word) -> {
          if (OcelAssembler.isName(attribute)) {
            declared.put(attribute, OcelValueType.ofWord(word).orElse(OcelValueType.STRING));
          }
        });
  }
}
