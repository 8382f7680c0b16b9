package io.rhumb.gateway.credential;

/**
 * Headers and their time, all in milliseconds since the epoch.
 *
 * @param headers the headers
 * @param fetchedAtMillis when they were fetched
 * @param refreshAtMillis when newer ones are worth asking for
 * @param endsAtMillis when they are sent no more
 * @param expiresAtMillis when they are worth nothing; {@link #NEVER} if not known
 */
record Token(
    CredentialHeaders headers,
    long fetchedAtMillis,
    long refreshAtMillis,
    long endsAtMillis,
    long expiresAtMillis) {

  /** The end of headers that have none. */
  static final long NEVER = Long.MAX_VALUE;

  /**
   * From here to its end google-auth-library calls a token stale ({@code OAuth2Credentials.DEFAULT_REFRESH_MARGIN});
   * the metadata server hands out the old one until shortly before, so that asking earlier is useless.
   */
  private static final long STALE_MILLIS = 225_000;

  /** Time for a request to reach its target; chosen, not measured. */
  private static final long LAST_MILLIS = 5_000;

  /** Tokens that live for moments only are not asked for more often than this. */
  private static final long SHORTEST_MILLIS = 1_000;

  /**
   * Plans the life of headers.
   *
   * @param headers the headers
   * @param expiresAtMillis their end
   * @param nowMillis the time
   * @param recheckMillis when to ask again for headers without an end
   */
  static Token of(
      CredentialHeaders headers, long expiresAtMillis, long nowMillis, long recheckMillis) {
    if (expiresAtMillis == NEVER) {
      return new Token(headers, nowMillis, nowMillis + recheckMillis, NEVER, NEVER);
    }
    long left = expiresAtMillis - nowMillis;
    long ahead = left > STALE_MILLIS ? left - STALE_MILLIS : Math.max(left / 2, SHORTEST_MILLIS);
    long end = expiresAtMillis - Math.min(LAST_MILLIS, left / 4);
    return new Token(headers, nowMillis, nowMillis + ahead, end, expiresAtMillis);
  }

  /**
   * The same token again is the same object again, so that whoever had it refused can tell.
   *
   * @param held the token before this
   */
  Token keepingHeadersOf(Token held) {
    return held.headers.entries().equals(headers.entries())
        ? new Token(held.headers, fetchedAtMillis, refreshAtMillis, endsAtMillis, expiresAtMillis)
        : this;
  }

  /** Without the headers. */
  @Override
  public String toString() {
    return "Token[expiresAtMillis=" + expiresAtMillis + "]";
  }

  boolean livesAt(long nowMillis) {
    return nowMillis < endsAtMillis;
  }

  boolean expires() {
    return expiresAtMillis != NEVER;
  }
}
