package dev.throughline.ingest.read;

/** An attribute key of the file, what it means to us, and what was already said about it. */
final class XesKey {

  /** What an attribute directly below an event (or trace, or log) stands for. */
  enum Role {
    NAME("concept:name", XesType.STRING),
    TIMESTAMP("time:timestamp", XesType.DATE),
    RESOURCE("org:resource", XesType.STRING),
    ROLE("org:role", XesType.STRING),
    GROUP("org:group", XesType.STRING),
    IDENTITY("identity:id", XesType.ID),
    SYSTEM("system", XesType.STRING),
    OWN_SOURCE(XesReader.SOURCE_KEY, XesType.STRING),
    RECORDED_AT(XesReader.RECORDED_AT_KEY, XesType.DATE),
    OTHER("", XesType.STRING);

    private final String key;
    private final XesType type;

    Role(String key, XesType type) {
      this.key = key;
      this.type = type;
    }

    /** The type that the standard extensions give it. */
    XesType type() {
      return type;
    }

    /** Ids that are no UUIDs stand in strings, also in our own files. */
    boolean hasFixedType() {
      return this != OTHER && this != SYSTEM && this != IDENTITY;
    }

    /** Whether this key is of our own making: it is a field of the event, not an attribute. */
    boolean isOwn() {
      return this == OWN_SOURCE || this == RECORDED_AT;
    }
  }

  private final String name;
  private final Role role;
  private long lastElement = -1;
  private boolean oddTypeMet;

  XesKey(String name) {
    this.name = name;
    this.role = roleOf(name);
  }

  private static Role roleOf(String name) {
    for (Role role : Role.values()) {
      if (role.key.equals(name)) {
        return role;
      }
    }
    return Role.OTHER;
  }

  String name() {
    return name;
  }

  Role role() {
    return role;
  }

  /** Whether the type is not the one of the role, for the first time. */
  boolean isOddType(XesType type) {
    boolean odd = role.hasFixedType() && type != role.type() && !oddTypeMet;
    oddTypeMet |= odd;
    return odd;
  }

  /** Whether the key was already met below the element with that number. */
  boolean repeatsIn(long element) {
    boolean repeats = lastElement == element;
    lastElement = element;
    return repeats;
  }
}
