package dev.throughline.ingest.read;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The attributes of one element as they stood in the file, in arrays that are used again for the
 * next element. Objects are only made when somebody wants to keep them.
 */
final class XesAttributes {
  /** How many times more attributes a log or a trace may have than an event. */
  static final int LARGE_SHARE = 100;

  private final int share;
  private XesKey[] keys = new XesKey[16];
  private XesType[] types = new XesType[16];
  private String[] values = new String[16];
  private boolean[] asText = new boolean[16];
  private int[] depths = new int[16];
  private int size;

  private XesAttributes(int share) {
    this.share = share;
  }

  static XesAttributes ofEvent() {
    return new XesAttributes(1);
  }

  static XesAttributes ofTraceOrLog() {
    return new XesAttributes(LARGE_SHARE);
  }

  /** How many times the limit of one element these attributes may have. */
  int share() {
    return share;
  }

  // Attributes lie in the order of the file, each followed by what is nested in it, one deeper.
  // The items of a list lie two deeper, below an entry of the type VALUES when the file had one.

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(int depth, XesType type, XesKey key, String value, boolean keptAsText) {
    if (size == keys.length) {
      grow();
    }
    keys[size] = key;
    types[size] = type;
    values[size] = value;
    asText[size] = keptAsText;
    depths[size++] = depth;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    types = Arrays.copyOf(types, size * 2);
    values = Arrays.copyOf(values, size * 2);
    asText = Arrays.copyOf(asText, size * 2);
    depths = Arrays.copyOf(depths, size * 2);
  }

  XesKey key(int index) {
    return keys[index];
  }

  XesType type(int index) {
    return types[index];
  }

  /** As it stood in the file; empty for lists and containers. */
  String value(int index) {
    return values[index];
  }

  boolean isTop(int index) {
    return depths[index] == 0;
  }

  /** The value of the first such attribute at the top; empty when absent. */
  String topValue(XesKey.Role role) {
    for (int i = 0; i < size; i++) {
      if (depths[i] == 0 && keys[i].role() == role) {
        return values[i];
      }
    }
    return "";
  }

  String topValue(String key) {
    for (int i = 0; i < size; i++) {
      if (depths[i] == 0 && keys[i].name().equals(key)) {
        return values[i];
      }
    }
    return "";
  }

  /** All attributes with their types, without those of our own making. */
  List<Attribute> toAttributes(XesTimestamp timestamp) {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < size; i = end(i)) {
      if (!keys[i].role().isOwn()) {
        attributes.add(attribute(i, timestamp));
      }
    }
    return attributes;
  }

  private Attribute attribute(int index, XesTimestamp timestamp) {
    List<Attribute> children = new ArrayList<>();
    List<Attribute> items = new ArrayList<>();
    boolean hasValues = false;
    int end = end(index);
    for (int i = index + 1; i < end; i = end(i)) {
      if (types[i] == XesType.VALUES) {
        hasValues = true;
        for (int item = i + 1; item < end(i); item = end(item)) {
          items.add(attribute(item, timestamp));
        }
      } else {
        children.add(attribute(i, timestamp));
      }
    }
    String key = keys[index].name();
    if (types[index] != XesType.LIST) {
      return new Attribute(key, value(index, timestamp), children);
    }
    // A list without <values> holds its items directly.
    return hasValues
        ? new Attribute(key, new AttributeValue.Sequence(items), children)
        : new Attribute(key, new AttributeValue.Sequence(children));
  }

  private AttributeValue value(int index, XesTimestamp timestamp) {
    return asText[index]
        ? new AttributeValue.Text(values[index])
        : types[index].value(values[index], timestamp);
  }

  /** The index behind everything that is nested in the attribute. */
  private int end(int index) {
    int end = index + 1;
    while (end < size && depths[end] > depths[index]) {
      end++;
    }
    return end;
  }

  /** Adds everything to the digest so that different attributes never look the same. */
  void digest(MessageDigest digest) {
    for (int i = 0; i < size; i++) {
      digest(digest, types[i].element());
      digest.update((byte) depths[i]);
      digest(digest, keys[i].name());
      digest(digest, values[i]);
    }
  }

  static void digest(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (bytes.length >>> shift));
    }
    digest.update(bytes);
  }

  /** Everything as XML, but no longer than about {@code maxLength}. */
  String toXml(int maxLength) {
    StringBuilder xml = new StringBuilder();
    for (int i = 0; i < size && xml.length() < maxLength; i++) {
      xml.append('<').append(types[i].element());
      if (types[i] != XesType.VALUES) {
        XesRaw.attribute(xml, "key", keys[i].name());
      }
      if (types[i].hasValue()) {
        XesRaw.attribute(xml, "value", values[i]);
      }
      boolean nests = i + 1 < size && depths[i + 1] > depths[i];
      xml.append(nests ? ">" : "/>");
      closeUpTo(xml, i);
    }
    return xml.toString();
  }

  private void closeUpTo(StringBuilder xml, int last) {
    int next = last + 1 < size ? depths[last + 1] : 0;
    int open = depths[last] - 1;
    for (int i = last; i >= 0 && open >= next; i--) {
      if (depths[i] == open) {
        xml.append("</").append(types[i].element()).append('>');
        open--;
      }
    }
  }
}
