package dev.throughline.ingest.read;

import dev.throughline.model.Activity;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row that is used again for every event of a file. */
final class XesEventRow implements EventRow {
  private static final int ID_BYTES = 16;

  private final XesContext context;
  private final XesAttributes attributes;
  private final MessageDigest digest = sha256();
  private final Utf8Slice caseSlice = new Utf8Slice();
  private final Utf8Slice activitySlice = new Utf8Slice();
  private final Utf8Slice sourceSlice = new Utf8Slice();
  private final Utf8Slice resourceSlice = new Utf8Slice();
  private final Utf8Slice roleSlice = new Utf8Slice();
  private final Utf8Slice[] caseAttributes;
  private String caseId = "";
  private long occurrence;
  private long indexInCase;
  private long sequence;
  private long micros;
  private String activity = "";
  private String source = "";
  private String defaultSource;
  private String resource = "";
  private String role = "";

  /**
   * @param attributes of the current event
   */
  XesEventRow(XesContext context, XesAttributes attributes) {
    this.context = context;
    this.attributes = attributes;
    defaultSource = context.options.sourceName();
    caseAttributes = new Utf8Slice[context.options.caseAttributes().size()];
    Arrays.setAll(caseAttributes, i -> new Utf8Slice());
    setSource(defaultSource);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The source of events that name none. */
  void setDefaultSource(String name) {
    defaultSource = name;
  }

  /**
   * Starts a case.
   *
   * @param newOccurrence how many traces before had the same name
   * @param trace what the case attributes are taken from
   */
  void startCase(String id, long newOccurrence, XesAttributes trace) {
    caseId = id;
    caseSlice.set(id);
    occurrence = newOccurrence;
    List<String> names = context.options.caseAttributes();
    for (int i = 0; i < caseAttributes.length; i++) {
      caseAttributes[i].set(caseAttribute(trace, names.get(i)));
    }
  }

  private static String caseAttribute(XesAttributes trace, String name) {
    String exact = trace.topValue(name);
    return exact.isEmpty() && name.startsWith("case:")
        ? trace.topValue(name.substring("case:".length()))
        : exact;
  }

  /** Takes over an event whose attributes were found good. */
  void startEvent(long newSequence, long newIndexInCase, String newActivity, long newMicros) {
    sequence = newSequence;
    indexInCase = newIndexInCase;
    activity = newActivity;
    activitySlice.set(newActivity);
    micros = newMicros;
    String own = attributes.topValue(XesKey.Role.OWN_SOURCE);
    String named = own.isEmpty() ? attributes.topValue(XesKey.Role.SYSTEM) : own;
    setSource(isName(named) ? named : defaultSource);
    resource = attributes.topValue(XesKey.Role.RESOURCE);
    resourceSlice.set(resource);
    String ownRole = attributes.topValue(XesKey.Role.ROLE);
    role = ownRole.isEmpty() ? attributes.topValue(XesKey.Role.GROUP) : ownRole;
    roleSlice.set(role);
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= XesReader.MAX_NAME_LENGTH;
  }

  private void setSource(String name) {
    if (!source.equals(name)) {
      source = name;
      sourceSlice.set(name);
    }
  }

  @Override
  public Utf8Slice caseId() {
    return caseSlice;
  }

  @Override
  public Utf8Slice activity() {
    return activitySlice;
  }

  @Override
  public long occurredAtMicros() {
    return micros;
  }

  @Override
  public Utf8Slice source() {
    return sourceSlice;
  }

  @Override
  public Utf8Slice resource() {
    return resourceSlice;
  }

  @Override
  public Utf8Slice role() {
    return roleSlice;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public Utf8Slice caseAttribute(int index) {
    return caseAttributes[index];
  }

  @Override
  public Event toEvent() {
    return new Event(
        new EventId(id()),
        new Source(source),
        sequence,
        new Activity(activity),
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
        recordedAt(),
        resource.isEmpty() ? null : resource,
        role.isEmpty() ? null : role,
        List.of(new ObjectRef(ObjectType.CASE, new ObjectId(caseId), null)),
        attributes.toAttributes(context.timestamp));
  }

  private @Nullable Instant recordedAt() {
    String text = attributes.topValue(XesKey.Role.RECORDED_AT);
    return context.timestamp.read(text) == XesTimestamp.Outcome.READ
        ? context.timestamp.moment().toInstant()
        : null;
  }

  private String id() {
    String given = attributes.topValue(XesKey.Role.IDENTITY);
    return isName(given) ? given : derivedId();
  }

  /** Equal for equal events at the same place of the same case, however the file grew. */
  private String derivedId() {
    digest.reset();
    XesAttributes.digest(digest, caseId);
    XesAttributes.digest(digest, occurrence + "/" + indexInCase);
    attributes.digest(digest);
    byte[] hash = Arrays.copyOf(digest.digest(), ID_BYTES);
    return XesReader.DERIVED_ID_PREFIX + HexFormat.of().formatHex(hash);
  }
}
