package io.rhumb.gateway.config;

import io.netty.util.NetUtil;
import java.util.List;
import java.util.regex.Pattern;

/** The types of what is on a network. */
final class Hosts {

  /** RFC 1123, 2.1, with the underscore that private zones use. */
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
  private static final int LONGEST = 253;

  private Hosts() {}

  /** An IP address or a DNS name. */
  static ScalarType<String> host() {
    return new ScalarType<>(
        "an IP address or a host name", "x", scalar -> scalar.asText().filter(Hosts::isHost));
  }

  /** A DNS name. */
  static ScalarType<String> name() {
    return new ScalarType<>(
        "a host name, without a port", "x", scalar -> scalar.asText().filter(Hosts::isName));
  }

  /** A host, with a port where it is not the usual one. */
  static ScalarType<String> hostAndPort() {
    return new ScalarType<>(
        "a host or host:port", "x", scalar -> scalar.asText().filter(Hosts::isHostAndPort));
  }

  static boolean isHost(String text) {
    return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text) || isName(text);
  }

  /** Whether the text can be one label of a DNS name. */
  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  private static boolean isHostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || NetUtil.isValidIpV6Address(text)) {
      return isHost(text);
    }
    return isHost(text.substring(0, colon))
        && PORT.matcher(text.substring(colon + 1)).matches()
        && Integer.parseInt(text.substring(colon + 1)) <= 65_535;
  }

  private static boolean isName(String text) {
    List<String> labels = List.of(text.split("\\.", -1));
    // A name that ends in digits is an IPv4 address that was mistyped (RFC 3696, 2).
    return text.length() <= LONGEST
        && labels.stream().allMatch(Hosts::isLabel)
        && !DIGITS.matcher(labels.get(labels.size() - 1)).matches();
  }
}
