package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.credential.Credential;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A target as a call needs it: everything that is the same for each request is made once. Thread-safe.
 *
 * <p>The connection goes to the target's address; its server name is the Host of the request, what is sent as SNI and what the
 * certificate must bear.
 */
public final class UpstreamTarget {

  private final TargetConfig config;
  private final Credential credential;
  private final boolean failoverOn404;
  private final Map<String, RequestOptions> byMethod = new ConcurrentHashMap<>();

  /**
   * A callable target.
   *
   * @param failoverOn404 whether a 404 is a reason to ask another target
   */
  public UpstreamTarget(TargetConfig config, Credential credential, boolean failoverOn404) {
    this.config = config;
    this.credential = credential;
    this.failoverOn404 = failoverOn404;
  }

  /** Whether a call could authenticate itself now, or need not. Begins to fetch what is due; thread-safe, does not block. */
  public boolean hasCredential() {
    return credential.current() != null;
  }

  /** What authenticates calls. */
  Credential credential() {
    return credential;
  }

  /** Which certificates are believed. */
  TrustConfig trust() {
    return config.trust();
  }

  boolean tls() {
    return config.tls();
  }

  boolean failoverOn404() {
    return failoverOn404;
  }

  /** Where a call of the method goes. Shared by all calls: read only. */
  RequestOptions options(String method) {
    return byMethod.computeIfAbsent(method, this::newOptions);
  }

  // TLS is a setting of the client, not of the request: set here,
  // it would change the key of the connection pool.
  private RequestOptions newOptions(String method) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(config.port(), config.connectHost()))
        .setHost(config.serverName())
        .setPort(config.port())
        .setMethod(HttpMethod.POST)
        .setURI(config.pathOf(method));
  }
}
