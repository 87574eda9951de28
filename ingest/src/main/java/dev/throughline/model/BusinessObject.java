package dev.throughline.model;

import java.util.List;

/**
 * A business document or thing that events refer to.
 *
 * @param attributes in the order of the source; one name may occur several times with different
 *     {@code since}
 * @param links what it refers to itself (O2O)
 */
public record BusinessObject(
    ObjectType type, ObjectId id, List<ObjectAttribute> attributes, List<ObjectRef> links) {
  public BusinessObject {
    attributes = List.copyOf(attributes);
    links = List.copyOf(links);
  }
}
