package io.rhumb.gateway.access;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What tokens claim whose signature has been verified, so that it is verified once and not for each request. Bounded: when half of the
 * room is full, what was not asked for since the other half was is forgotten. Thread-safe, without locks; a race forgets something too
 * early, which costs a verification.
 */
final class VerifiedTokens {

  private final int half;
  private volatile ConcurrentMap<Sha256, Claims> young = new ConcurrentHashMap<>();
  private volatile ConcurrentMap<Sha256, Claims> old = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param most how many are kept
   */
  VerifiedTokens(int most) {
    this.half = most / 2;
  }

  @Nullable
  Claims get(Sha256 token) {
    Claims claims = young.get(token);
    if (claims == null) {
      claims = old.get(token);
      if (claims != null) {
        put(token, claims);
      }
    }
    return claims;
  }

  void put(Sha256 token, Claims claims) {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
    young.put(token, claims);
  }
}
