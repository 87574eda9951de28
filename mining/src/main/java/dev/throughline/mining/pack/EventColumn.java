package dev.throughline.mining.pack;

/**
 * What expressions read of each event beside the columns that every event has.
 *
 * @param name of the column
 * @param key of the attribute, or the type of the object
 */
public record EventColumn(String name, Origin origin, String key, FactType type) {

  /** Where the value comes from. */
  public enum Origin {
    /** An attribute of the event; the last one when its key repeats. */
    ATTRIBUTE,
    /** The id of the first object of the type that the event refers to. */
    OBJECT
  }
}
