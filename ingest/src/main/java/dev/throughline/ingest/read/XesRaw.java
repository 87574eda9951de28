package dev.throughline.ingest.read;

/** Writes what stood in the file back as text, for people who look at a rejection. */
final class XesRaw {
  private static final int MAX_VALUE_LENGTH = 1_000;

  /** The start tag at which the cursor stands. */
  static String startTag(XmlInput xml) {
    StringBuilder tag = new StringBuilder("<").append(xml.name());
    for (int i = 0; i < xml.attributeCount(); i++) {
      attribute(tag, xml.attributeName(i), xml.attributeValue(i));
    }
    return tag.append('>').toString();
  }

  static void attribute(StringBuilder xml, String name, String value) {
    String cut = value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH);
    String escaped = cut.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    xml.append(' ').append(name).append("=\"").append(escaped).append('"');
  }

  private XesRaw() {}
}
