package io.rhumb.gateway.upstream;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers pass the gateway. Everything does, but for what concerns one connection only (RFC 9110, section 7.6.1, and what
 * the {@code Connection} header names) and what the gateway sets or ends itself.
 */
final class HeaderRules {

  private static final List<String> HOP_BY_HOP = List.of(
      "connection",
      "keep-alive",
      "proxy-connection",
      "proxy-authenticate",
      "te",
      "trailer",
      "transfer-encoding",
      "upgrade",
      "http2-settings");

  /** Headers of a client's request that end at the gateway. */
  static final HeaderRules REQUEST = new HeaderRules(
      HOP_BY_HOP, ClientCredentials.HEADERS, List.of("host", "content-length", "expect"));

  /**
   * Headers of a target's answer that end at the gateway. {@code alt-svc} would send the client past the gateway, cookies would bind it
   * to one region, and a challenge concerns the gateway's credential.
   */
  static final HeaderRules RESPONSE = new HeaderRules(
      HOP_BY_HOP,
      List.of("content-length", "alt-svc", "set-cookie", "www-authenticate", "x-request-id"));

  /** Indexed by length, which tells nearly all headers apart without looking at a letter. */
  private final String[][] endingByLength;

  @SafeVarargs
  private HeaderRules(List<String>... ending) {
    Map<Integer, List<String>> byLength = new HashMap<>();
    int longest = 0;
    for (List<String> names : ending) {
      for (String name : names) {
        byLength.computeIfAbsent(name.length(), length -> new ArrayList<>()).add(name);
        longest = Math.max(longest, name.length());
      }
    }
    endingByLength = new String[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      endingByLength[length] = byLength.getOrDefault(length, List.of()).toArray(String[]::new);
    }
  }

  /** Adds the headers that pass to {@code to}. */
  void copy(MultiMap from, MultiMap to) {
    Set<String> named = namedBy(from.getAll("connection"));
    from.forEach((name, value) -> {
      if (passes(name)
          && !name.regionMatches(true, 0, "x-rhumb-", 0, 8)
          && !contains(named, name)) {
        add(name, value, to);
      }
    });
  }

  private static void add(String name, String value, MultiMap to) {
    try {
      to.add(name, value);
    } catch (IllegalArgumentException unwritable) {
      // HTTP/2 lets it pass. It is left out, rather than the message lost over it.
    }
  }

  /** Whether a header of that name passes, for all that its name tells. */
  boolean passes(String name) {
    if (name.length() >= endingByLength.length) {
      return true;
    }
    for (String ending : endingByLength[name.length()]) {
      if (ending.equalsIgnoreCase(name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean ordinary(String connection) {
    return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
  }

  /** A set: a client could name thousands, to have each header compared with all of them. */
  private static Set<String> namedBy(List<String> connections) {
    Set<String> names = Set.of();
    for (String connection : connections) {
      if (!ordinary(connection)) {
        names = names.isEmpty() ? new HashSet<>() : names;
        for (String name : connection.toLowerCase(Locale.ROOT).split(",", -1)) {
          names.add(name.trim());
        }
      }
    }
    return names;
  }

  private static boolean contains(Set<String> named, String name) {
    return !named.isEmpty() && named.contains(name.toLowerCase(Locale.ROOT));
  }
}
