package dev.throughline.api.kpis;

import dev.throughline.mining.pack.ProcessPack;

/**
 * Which definitions the figures follow.
 *
 * @param name such as {@code procure-to-pay}
 * @param version as the author of the pack counts
 * @param hash SHA-256 of the pack's text, as hexadecimal digits
 */
public record PackVersion(String name, String version, String hash) {
  static PackVersion of(ProcessPack pack) {
    return new PackVersion(pack.name(), pack.version(), pack.hash());
  }
}
