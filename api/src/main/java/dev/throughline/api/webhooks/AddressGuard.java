package dev.throughline.api.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where messages may go: to hosts that the operator listed, and there only to public addresses or
 * to addresses that are listed themselves. A name that leads inside, now or later, leads nowhere.
 */
final class AddressGuard {
  private static final int BYTE = 0xff;

  private final Set<String> hosts = new TreeSet<>();
  private final Set<InetAddress> addresses = new HashSet<>();

  /**
   * @param allowed names and addresses, without ports
   */
  AddressGuard(List<String> allowed) {
    for (String host : allowed) {
      hosts.add(bare(host));
      InetAddress address = literal(bare(host));
      if (address != null) {
        addresses.add(address);
      }
    }
  }

  /** Whether the host of the URL is listed, as it is written. */
  boolean isListed(URI url) {
    return url.getHost() != null && hosts.contains(bare(url.getHost()));
  }

  /** The first address, if all of them may be reached. */
  InetAddress checked(String host, InetAddress[] resolved) throws UnknownHostException {
    if (!hosts.contains(bare(host)) || resolved.length == 0) {
      throw new UnknownHostException(host + " is not among throughline.webhooks.allowed-hosts");
    }
    for (InetAddress address : resolved) {
      if (!isPublic(address) && !addresses.contains(address)) {
        throw new UnknownHostException(
            "%s is %s, which is not among throughline.webhooks.allowed-hosts"
                .formatted(host, address.getHostAddress()));
      }
    }
    return resolved[0];
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
  }

  /** The address that the text writes out; null for a name. Never asks a name server. */
  private static @Nullable InetAddress literal(String host) {
    boolean isAddress = host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    try {
      return isAddress ? InetAddress.getByName(host) : null;
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }

  static boolean isPublic(InetAddress address) {
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    byte[] bytes = address.getAddress();
    return !special && (address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes));
  }

  /** Without the special blocks of RFC 6890. */
  private static boolean isPublicV4(byte[] bytes) {
    int a = bytes[0] & BYTE;
    int b = bytes[1] & BYTE;
    int c = bytes[2] & BYTE;
    boolean shared = a == 100 && b >= 64 && b < 128;
    boolean protocols = a == 192 && b == 0 && (c == 0 || c == 2);
    boolean relay = a == 192 && b == 88 && c == 99;
    boolean benchmarks = a == 198 && (b == 18 || b == 19);
    boolean examples = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
    return a != 0 && a < 224 && !shared && !protocols && !relay && !benchmarks && !examples;
  }

  /** Global unicast only, without what carries other addresses inside, and examples. */
  private static boolean isPublicV6(byte[] bytes) {
    int first = ((bytes[0] & BYTE) << 8) | (bytes[1] & BYTE);
    int second = ((bytes[2] & BYTE) << 8) | (bytes[3] & BYTE);
    boolean global = first >= 0x2000 && first < 0x4000;
    boolean sixToFour = first == 0x2002;
    boolean special = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
    return global && !sixToFour && !special;
  }
}
