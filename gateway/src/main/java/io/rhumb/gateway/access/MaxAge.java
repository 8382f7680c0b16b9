package io.rhumb.gateway.access;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For how long fetched keys hold: {@code max-age} of {@code Cache-Control} (RFC 9111, section 5.2.2.1), within bounds. */
final class MaxAge {

  /** Not asked more often, whatever is said; a guess. */
  static final Duration LEAST = Duration.ofMinutes(1);

  /** A key that was withdrawn is not believed for longer. Google says some six hours; a guess. */
  static final Duration MOST = Duration.ofHours(24);

  /** Where nothing is said; a guess. */
  static final Duration STANDARD = Duration.ofHours(1);

  private static final Pattern SECONDS =
      Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");

  private MaxAge() {}

  static Duration of(@Nullable String cacheControl) {
    Matcher matcher = SECONDS.matcher(cacheControl == null ? "" : cacheControl);
    if (!matcher.find()) {
      return STANDARD;
    }
    Duration said = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    return said.compareTo(LEAST) < 0 ? LEAST : said.compareTo(MOST) > 0 ? MOST : said;
  }
}
