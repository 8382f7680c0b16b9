package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import java.util.Objects;
import java.util.Optional;

/** What two targets must have in common to be served by one HTTP client. A value; its hash is computed once, since each call asks for it. */
public final class ConnectionSettings {

  private final UpstreamConfig bounds;
  private final Optional<TrustConfig> trust;
  private final int hash;

  /**
   * Settings.
   *
   * @param trust which certificates are believed; empty: no TLS
   */
  ConnectionSettings(UpstreamConfig bounds, Optional<TrustConfig> trust) {
    this.bounds = bounds;
    this.trust = trust;
    this.hash = Objects.hash(bounds, trust);
  }

  static ConnectionSettings of(TargetConfig target, UpstreamConfig bounds) {
    return new ConnectionSettings(
        bounds, target.tls() ? Optional.of(target.trust()) : Optional.empty());
  }

  /** Bounds on connecting, and on connections. */
  UpstreamConfig bounds() {
    return bounds;
  }

  /** Which certificates are believed; empty: no TLS. */
  Optional<TrustConfig> trust() {
    return trust;
  }

  /** Whether a target is asked for HTTP/2. Without TLS there is nothing to ask by. */
  boolean asksForHttp2() {
    return bounds.http2() && trust.isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ConnectionSettings that
            && hash == that.hash
            && bounds.equals(that.bounds)
            && trust.equals(that.trust));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
