package io.rhumb.gateway.access;

import io.rhumb.gateway.config.IdTokensConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Which claims are accepted. Asked for each request, since a token expires and a configuration changes while it is remembered. */
final class ClaimsPolicy {

  /** How far clocks may be apart; a guess. */
  private static final long LEEWAY_SECONDS = Duration.ofSeconds(30).toSeconds();

  /** Google has two names, and tokens of either are its own (OpenID Connect at Google, "Validating an ID token"). */
  private static final Set<String> GOOGLE =
      Set.of("https://accounts.google.com", "accounts.google.com");

  private final Set<String> issuers;
  private final Set<String> audience;
  private final AllowedPrincipals principals;
  private final InstantSource clock;

  ClaimsPolicy(IdTokensConfig config, InstantSource clock) {
    this.issuers = GOOGLE.contains(config.issuer()) ? GOOGLE : Set.of(config.issuer());
    this.audience = Set.copyOf(config.audience());
    this.principals = new AllowedPrincipals(config.principals());
    this.clock = clock;
  }

  Verdict judge(Claims claims) {
    if (!issuers.contains(claims.issuer())
        || claims.audience().stream().noneMatch(audience::contains)
        || !inTime(claims)) {
      return Denial.BAD_CREDENTIAL;
    }
    String principal = principals.match(claims);
    return principal == null ? Denial.BAD_CREDENTIAL : Caller.of(principal);
  }

  private boolean inTime(Claims claims) {
    long now = clock.instant().getEpochSecond();
    return now < claims.expires() + LEEWAY_SECONDS && now > claims.notBefore() - LEEWAY_SECONDS;
  }
}
