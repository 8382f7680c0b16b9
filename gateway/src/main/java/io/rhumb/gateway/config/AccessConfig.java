package io.rhumb.gateway.config;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call. What any one of the two accepts is accepted; with neither, anybody may.
 *
 * @param keys API keys with distinct ids; no hash occurs twice
 * @param idTokens ID tokens; empty: none is accepted
 */
public record AccessConfig(List<ApiKeyConfig> keys, Optional<IdTokensConfig> idTokens) {

  /** Anybody may call. */
  public static final AccessConfig NONE = new AccessConfig(List.of(), Optional.empty());

  /** What every API key of ours begins with, so that people, and scanners for secrets, know one when they see it. */
  public static final String KEY_PREFIX = "rhumb_";

  /**
   * Copies the keys and refuses what cannot be.
   *
   * @throws IllegalArgumentException if two keys share an id or a hash
   */
  public AccessConfig {
    keys = List.copyOf(keys);
    Objects.requireNonNull(idTokens, "idTokens");
    Set<String> ids = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    for (ApiKeyConfig key : keys) {
      Values.check(ids.add(key.id()), "keys.id", key.id(), "distinct ids");
      key.hashes()
          .forEach(hash -> Values.check(hashes.add(hash), "keys.sha256", "…", "each hash once"));
    }
  }

  /** Whether there is a key for operators. */
  public boolean hasOperator() {
    return keys.stream().anyMatch(ApiKeyConfig::operator);
  }

  /** Whether anybody may call. */
  public boolean open() {
    return keys.isEmpty() && idTokens.isEmpty();
  }
}
