package io.rhumb.gateway.access;

import io.rhumb.gateway.config.ApiKeyConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API keys of one configuration, by their hashes. Immutable. */
final class ApiKeys {

  private final Map<Sha256, Caller> byHash = new HashMap<>();

  ApiKeys(List<ApiKeyConfig> keys) {
    for (ApiKeyConfig key : keys) {
      Caller caller = new Caller(key.id(), Set.copyOf(key.models()), key.regions(), key.operator());
      key.hashes().forEach(hash -> byHash.put(Sha256.parse(hash), caller));
    }
  }

  /** Who shows a key; null if nobody does. */
  @Nullable
  Caller find(Presented presented) {
    Caller caller = find(presented.bearer());
    caller = caller == null ? find(presented.key()) : caller;
    return caller == null ? find(presented.googleKey()) : caller;
  }

  private @Nullable Caller find(@Nullable Credential credential) {
    return credential == null ? null : byHash.get(credential.hash());
  }
}
