package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogHeader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of a file, each once, up to a bound; and whether their prefixes are declared. */
final class XesKeys {
  private static final int MAX_KEYS = 10_000;
  private static final int MAX_LENGTH = 256;
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private final Map<String, XesKey> keys = new LinkedHashMap<>();
  private final Set<String> knownPrefixes = new HashSet<>();
  private final XesFindings findings;
  private boolean headerEnded;

  XesKeys(XesFindings findings) {
    this.findings = findings;
  }

  XesKey of(String name) {
    XesKey key = keys.get(name);
    return key != null ? key : meet(name);
  }

  private XesKey meet(String name) {
    XesKey key = new XesKey(name);
    if (keys.size() < MAX_KEYS && name.length() <= MAX_LENGTH) {
      keys.put(name, key);
      if (headerEnded) {
        checkPrefix(name);
      }
    }
    return key;
  }

  /** Extensions may stand behind attributes, so prefixes are only checked from here on. */
  void endHeader(List<LogHeader.Extension> extensions) {
    extensions.forEach(extension -> knownPrefixes.add(extension.prefix()));
    headerEnded = true;
    keys.keySet().forEach(this::checkPrefix);
  }

  private void checkPrefix(String name) {
    int colon = name.indexOf(':');
    if (colon <= 0) {
      return;
    }
    String prefix = name.substring(0, colon);
    if (PREFIX.matcher(prefix).matches() && knownPrefixes.add(prefix)) {
      findings.report(
          ErrorCode.UNRESOLVED_REFERENCE,
          "no extension declares the prefix '%s', first met in the key '%s'"
              .formatted(prefix, name),
          name,
          "");
    }
  }
}
