package io.rhumb.gateway.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may know of a credential: no secrets.
 *
 * @param name what it is, such as {@code application-default}
 * @param ready whether there are headers to send now
 * @param fetchedAt when the newest headers were fetched; null if never, or if they are constant
 * @param expiresAt the end of the newest headers; null if they have none or there are none
 * @param refreshes fetches that succeeded
 * @param failures fetches that failed
 * @param lastError why the last fetch failed; null if it succeeded
 */
public record CredentialStatus(
    String name,
    boolean ready,
    @Nullable Instant fetchedAt,
    @Nullable Instant expiresAt,
    long refreshes,
    long failures,
    @Nullable String lastError) {

  static CredentialStatus of(
      String name,
      boolean ready,
      @Nullable Token held,
      long refreshes,
      long failures,
      @Nullable String lastError) {
    Instant fetchedAt = held == null ? null : Instant.ofEpochMilli(held.fetchedAtMillis());
    Instant expiresAt =
        held == null || !held.expires() ? null : Instant.ofEpochMilli(held.expiresAtMillis());
    return new CredentialStatus(name, ready, fetchedAt, expiresAt, refreshes, failures, lastError);
  }
}
