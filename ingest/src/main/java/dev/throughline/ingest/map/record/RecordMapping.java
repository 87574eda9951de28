package dev.throughline.ingest.map.record;

import dev.throughline.model.ObjectType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of one source's records mean.
 *
 * @param fields in the order in which templates number them
 * @param recordedAt null when the source does not say; so are resource and role
 */
record RecordMapping(
    List<FieldRule> fields,
    Template source,
    Template eventId,
    Template activity,
    MomentRule occurredAt,
    @Nullable MomentRule recordedAt,
    @Nullable Template resource,
    @Nullable Template role,
    List<ObjectRule> objects,
    List<AttributeRule> attributes,
    OtherFields otherFields) {

  /**
   * When a part of an event is there.
   *
   * @param activities the activities that have it; empty for all
   * @param isOptional whether it may be absent in a record
   */
  record Presence(Set<String> activities, boolean isOptional) {
    boolean in(String activity) {
      return activities.isEmpty() || activities.contains(activity);
    }
  }

  /**
   * A business object.
   *
   * @param qualifier what it is to the event; null for nothing
   */
  record ObjectRule(ObjectType type, Template id, @Nullable String qualifier, Presence presence) {}

  /**
   * An attribute.
   *
   * @param moment there when the type is MOMENT
   */
  record AttributeRule(
      String name,
      Template value,
      AttributeType type,
      @Nullable MomentRule moment,
      Presence presence) {}
}
