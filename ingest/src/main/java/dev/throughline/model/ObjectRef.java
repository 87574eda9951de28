package dev.throughline.model;

import org.jspecify.annotations.Nullable;

/**
 * An event's or object's reference to a business object.
 *
 * @param qualifier what the object is to the event ('invoice that is paid'); null when the source
 *     gives none
 */
public record ObjectRef(ObjectType type, ObjectId id, @Nullable String qualifier) {
  public static ObjectRef ofCase(CaseId id) {
    return new ObjectRef(ObjectType.CASE, new ObjectId(id.value()), null);
  }
}
