package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a server's certificate: name, authority and dates, each for itself.
 *
 * @param trusted whether an authority that is believed vouches for it
 * @param pinned whether it is itself what is believed
 * @param now by the wall clock
 */
record Verdict(
    TargetConfig target, Certificates shown, boolean trusted, boolean pinned, Instant now) {

  /** A certificate that ends sooner is worth a word: two weeks, in which there is at least one working day. */
  private static final Duration SOON = Duration.ofDays(14);

  /** Why it was refused: the first reason; null: for none that is known here. */
  @Nullable
  Sign objection() {
    if (!trusted) {
      return Sign.UNTRUSTED;
    }
    if (now.isAfter(shown.ends())) {
      return Sign.EXPIRED;
    }
    if (now.isBefore(shown.begins())) {
      return Sign.NOT_YET_VALID;
    }
    return shown.covers(target.serverName()) ? null : Sign.WRONG_NAME;
  }

  /** What should be said though it was accepted; null: nothing. */
  @Nullable
  Sign concern() {
    if (target.trust() instanceof InsecureTrust) {
      return Sign.UNCHECKED;
    }
    return now.plus(SOON).isAfter(shown.ends()) ? Sign.ENDS_SOON : null;
  }

  /** All of it. */
  String text() {
    String name = shown.covers(target.serverName()) ? "name ok" : "name not " + target.serverName();
    return name + "; " + authority() + "; " + dates();
  }

  /** What an advice may need. */
  Map<String, String> facts() {
    return Map.of(
        "names",
        shown.names().isEmpty() ? "nobody" : String.join(", ", shown.names()),
        "trust",
        authorities(target.trust()),
        "date",
        day(shown.ends()),
        "pinned",
        Boolean.toString(pinned));
  }

  private String authority() {
    if (target.trust() instanceof InsecureTrust) {
      return "authority not checked";
    }
    return "authority " + (trusted ? "ok" : "unknown") + " (" + authorities(target.trust()) + ")";
  }

  private String dates() {
    if (now.isBefore(shown.begins())) {
      return "begins " + day(shown.begins()) + ", in " + between(now, shown.begins());
    }
    return now.isAfter(shown.ends())
        ? "expired " + day(shown.ends()) + ", " + between(shown.ends(), now) + " ago"
        : "expires " + day(shown.ends()) + ", in " + between(now, shown.ends());
  }

  private static String between(Instant from, Instant to) {
    return Amounts.span(Duration.between(from, to));
  }

  private static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String authorities(TrustConfig trust) {
    if (trust instanceof PemTrust pem) {
      return "pem " + pem.path();
    }
    return trust instanceof InsecureTrust ? "insecure" : "system";
  }
}
