package io.rhumb.gateway.operation;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query as it came, less what would compete with the gateway's own credentials and end up in logs. */
public final class RawQuery {

  /** What {@link #isLegal} expects, for messages. */
  public static final String EXPECTED = "visible ASCII without #; anything else as %XX";

  /**
   * Google's, each of which may be written with a dollar too.
   *
   * @see <a href="https://cloud.google.com/apis/docs/system-parameters">system parameters</a>
   */
  private static final Set<String> CREDENTIALS =
      Set.of("access_token", "$access_token", "oauth_token", "$oauth_token", "key", "$key");

  private RawQuery() {}

  /** Whether it can stand in a request line, and ends there. */
  public static boolean isLegal(String query) {
    return query.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
  }

  /**
   * The query without credentials; all else is there byte for byte. A semicolon separates parameters too, as it does to some servers.
   *
   * @return null if nothing is left
   */
  public static @Nullable String withoutCredentials(String query) {
    StringBuilder kept = null;
    int from = 0;
    while (from <= query.length()) {
      int end = end(query, from);
      if (kept == null && isCredential(query, from, end)) {
        kept = new StringBuilder(query.length()).append(query, 0, Math.max(0, from - 1));
      } else if (kept != null && !isCredential(query, from, end)) {
        // The separator before it; none before what is now the first.
        kept.append(query, kept.isEmpty() ? from : from - 1, end);
      }
      from = end + 1;
    }
    String left = kept == null ? query : kept.toString();
    return left.isEmpty() ? null : left;
  }

  private static int end(String query, int from) {
    int end = from;
    while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
      end++;
    }
    return end;
  }

  /** A server decodes names, so the decoded one counts. */
  private static boolean isCredential(String query, int from, int end) {
    int equals = query.indexOf('=', from);
    String name = query.substring(from, equals < 0 || equals > end ? end : equals);
    return CREDENTIALS.contains(Percent.decode(name).toLowerCase(Locale.ROOT));
  }
}
