package io.handoff.ticket.lookup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * What may be asked. Hosts are checked before anything is sent; addresses are checked where names
 * are resolved for the connection itself, so that a name cannot mean one address when it is checked
 * and another when it is connected to.
 */
final class AllowedAddresses implements DnsResolver {

  private final LookupLimits limits;
  private final DnsResolver names;

  AllowedAddresses(LookupLimits limits) {
    this(limits, SystemDefaultDnsResolver.INSTANCE);
  }

  AllowedAddresses(LookupLimits limits, DnsResolver names) {
    this.limits = limits;
    this.names = names;
  }

  /** Whether the operator allows the host. */
  boolean allows(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean usual = port < 0 || port == 80 || port == 443;
    for (String allowed : limits.hosts()) {
      int colon = allowed.lastIndexOf(':');
      String name = colon < 0 ? allowed : allowed.substring(0, colon);
      boolean portFits =
          colon < 0 ? usual : allowed.substring(colon + 1).equals(String.valueOf(port));
      if (portFits && fits(name.toLowerCase(Locale.ROOT), host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String allowed, String host) {
    return allowed.startsWith("*.")
        ? host.endsWith(allowed.substring(1)) && host.length() > allowed.length() - 1
        : host.equals(allowed);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.resolve(host);
    if (limits.privateAddresses()) {
      return all;
    }
    InetAddress[] open = Arrays.stream(all).filter(a -> !isPrivate(a)).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new PrivateAddressException(host);
    }
    return open;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  /** Not of the public internet (RFC 6890), or a cover for such an address. */
  static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (address instanceof Inet6Address) {
      boolean uniqueLocal = (first & 0xFE) == 0xFC;
      boolean translated = first == 0x00 && second == 0x64; // 64:ff9b::/96
      boolean sixToFour = first == 0x20 && second == 0x02; // 2002::/16
      boolean embedded = first == 0 && second == 0; // ::/16, IPv4-compatible among it
      return uniqueLocal || translated || sixToFour || embedded;
    }
    return first == 0
        || first >= 240
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0 && bytes[2] == 0)
        || (first == 198 && (second == 18 || second == 19));
  }

  /** A host that has only addresses which may not be asked. */
  static final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    PrivateAddressException(String host) {
      super(host + " has an address of a private network");
    }
  }
}
