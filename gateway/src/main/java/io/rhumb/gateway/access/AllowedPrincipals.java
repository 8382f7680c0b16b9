package io.rhumb.gateway.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of whom a token may speak.
 *
 * <p>All of a domain means those whose addresses Google itself gives out there. Anybody can have an account at Google with an address of
 * elsewhere, verified once, and keep it after the address has become somebody else's; such an account has no {@code hd} (Google, "Verify
 * the Google ID token on your server side"). Service accounts have none either, but nobody else can have an address in their domain.
 */
final class AllowedPrincipals {

  private static final String ALL = "*@";
  private static final String SERVICE_ACCOUNTS = ".iam.gserviceaccount.com";

  private final Set<String> addresses = new HashSet<>();
  private final Set<String> domains = new HashSet<>();

  AllowedPrincipals(List<String> principals) {
    for (String principal : principals) {
      if (principal.startsWith(ALL)) {
        domains.add(principal.substring(ALL.length()));
      } else {
        addresses.add(principal);
      }
    }
  }

  /** The one that it is, as the configuration has it; null if it is none. */
  @Nullable
  String match(Claims claims) {
    String email = claims.email();
    if (addresses.contains(email)) {
      return email;
    }
    String domain = email.substring(email.lastIndexOf('@') + 1);
    boolean certain = claims.hosted() || domain.endsWith(SERVICE_ACCOUNTS);
    return certain && domains.contains(domain) ? ALL + domain : null;
  }
}
