package io.rhumb.gateway.doctor;

import java.net.InetAddress;

/** Kinds of addresses. */
final class Addresses {

  private Addresses() {}

  /**
   * Whether the internet has no way there: RFC 1918, the shared space of RFC 6598, unique local addresses of IPv6 (RFC
   * 4193), and what is on this machine or link.
   */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return shared
        || uniqueLocal
        || address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress();
  }

  /** Whether it is in 192.168.1.0/24. */
  static boolean isIn192168001(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        && (bytes[0] & 0xff) == 192
        && (bytes[1] & 0xff) == 168
        && bytes[2] == 1;
  }
}
