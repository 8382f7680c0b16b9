package io.rhumb.gateway.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who an ID token may speak of: one address, or all of a domain. */
final class Principals {

  static final String EXPECTED =
      "an address such as a@example.com, or *@example.com for a domain that is one organisation's";

  /** RFC 5322, 3.2.3, less the star, which stands for all; the domain is looked at by itself. */
  private static final Pattern ADDRESS =
      Pattern.compile("(\\*|[a-z0-9!#$%&'+/=?^_`{|}~.-]{1,64})@([a-z0-9.-]{1,253})");

  /** Anybody can have an address there. */
  private static final Set<String> PUBLIC = Set.of("gmail.com", "googlemail.com");

  private static final String SERVICE_ACCOUNTS = "gserviceaccount.com";
  private static final String OF_A_PROJECT = ".iam.gserviceaccount.com";

  private Principals() {}

  static ScalarType<String> type() {
    return new ScalarType<>(EXPECTED, "x@x", scalar -> scalar
        .asText()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(Principals::isOne));
  }

  /** Whether the text, in lower case, is one. */
  static boolean isOne(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    return matcher.matches()
        && matcher.group(2).contains(".")
        && Hosts.isHost(matcher.group(2))
        && (!matcher.group(1).equals("*") || isOneOrganisation(matcher.group(2)));
  }

  /**
   * Domains of service accounts that are not of one project, such as {@code developer.gserviceaccount.com} of every project's default
   * account, and {@code gcp-sa-*} of Google's own agents, are everybody's.
   */
  private static boolean isOneOrganisation(String domain) {
    if (domain.endsWith(SERVICE_ACCOUNTS)) {
      return domain.endsWith(OF_A_PROJECT) && !domain.startsWith("gcp-sa-");
    }
    return !PUBLIC.contains(domain);
  }
}
