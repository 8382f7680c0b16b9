package io.rhumb.gateway.access;

import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.IdTokensConfig;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Makes what a configuration says of who may call. Configurations with the same issuer's keys share them. Thread-safe. */
public final class AccessFactory implements AutoCloseable {

  private final Vertx vertx;
  private final InstantSource time;
  private final LongSupplier clock;
  private final AccessListener listener;
  private final Map<URI, SigningKeys> keys = new ConcurrentHashMap<>();

  /**
   * A factory.
   *
   * @param time what the times in tokens are compared with
   * @param clock monotonic, in nanoseconds
   * @param listener hears of every request that is judged
   */
  public AccessFactory(
      Vertx vertx, InstantSource time, LongSupplier clock, AccessListener listener) {
    this.vertx = vertx;
    this.time = time;
    this.clock = clock;
    this.listener = listener;
  }

  /** The access that is configured. Begins to fetch the keys that it needs, and does not wait for them. */
  public Access create(AccessConfig config) {
    return config.open()
        ? Access.open()
        : new GuardedAccess(
            new ApiKeys(config.keys()),
            config.idTokens().map(this::idTokens).orElse(null),
            listener);
  }

  /** Ends those keys that nobody needs any more. */
  public void retain(Set<URI> used) {
    keys.entrySet().removeIf(entry -> {
      boolean disused = !used.contains(entry.getKey());
      if (disused) {
        entry.getValue().close();
      }
      return disused;
    });
  }

  /** Fetches no more. */
  @Override
  public void close() {
    retain(Set.of());
  }

  private IdTokens idTokens(IdTokensConfig config) {
    SigningKeys signing = keys.computeIfAbsent(config.keysUrl(), this::signingKeys);
    signing.current();
    return new IdTokens(signing, new ClaimsPolicy(config, time));
  }

  private SigningKeys signingKeys(URI url) {
    return new SigningKeys(vertx, new KeysClient(vertx, url), clock);
  }
}
