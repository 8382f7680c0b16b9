package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP clients of one event loop: one for plain connections and one for each way of believing certificates, so that TLS
 * settings belong to a client and never to a request. To be created and used on that event loop; the connections live there too.
 */
public final class UpstreamClients {

  /** A pooled call then reads large answers in few pieces; Vert.x would take 8 KiB. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final int HEADER_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final UpstreamConfig config;
  private final Map<TrustConfig, HttpClientAgent> tls = new HashMap<>();
  private final HttpClientAgent plain;
  private final Set<HttpConnection> fresh = new HashSet<>();

  /** Clients for the current event loop. */
  public UpstreamClients(Vertx vertx, UpstreamConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.plain = newClient(baseOptions());
  }

  /**
   * Asks for a connection to a target.
   *
   * @return a request to be sent over it; fails, and nothing is thrown, if there is none to be had
   */
  Future<HttpClientRequest> request(UpstreamTarget target, String method) {
    try {
      return of(target).request(target.options(method));
    } catch (IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
  }

  /** The client for calls of a target. */
  HttpClientAgent of(UpstreamTarget target) {
    return target.tls()
        ? tls.computeIfAbsent(target.trust(), trust -> newClient(tlsOptions(trust)))
        : plain;
  }

  /** How long reaching a target may take, for each of its steps. */
  long connectTimeoutMillis() {
    return config.connectTimeout().toMillis();
  }

  /** Whether a connection, just handed out, comes from the pool and so may have died there. */
  boolean pooled(HttpConnection connection) {
    return !fresh.contains(connection);
  }

  /** Closes every connection once its call has ended, or at the end of the grace period. */
  public Future<Void> shutdown(long graceMillis) {
    List<Future<Void>> closing = new ArrayList<>();
    closing.add(plain.shutdown(graceMillis, TimeUnit.MILLISECONDS));
    tls.values()
        .forEach(client -> closing.add(client.shutdown(graceMillis, TimeUnit.MILLISECONDS)));
    return Future.join(closing).mapEmpty();
  }

  private HttpClientAgent newClient(HttpClientOptions options) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(config.connections());
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(pool)
        .withConnectHandler(this::connected)
        .build();
  }

  private void connected(HttpConnection connection) {
    // Whoever asked for it gets it within this turn of the event loop. If nobody does, because that
    // call is over or was served by another connection, it waits in the pool as any other.
    fresh.add(connection);
    vertx.runOnContext(v -> fresh.remove(connection));
    // Calls learn from their own futures that it broke; Vert.x would log that as an error besides.
    connection.exceptionHandler(broken -> {});
  }

  private HttpClientOptions tlsOptions(TrustConfig trust) {
    HttpClientOptions options = baseOptions()
        .setSsl(true)
        .setSslHandshakeTimeout(config.connectTimeout().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (trust instanceof PemTrust pem) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(pem.path().toString()));
    } else if (trust instanceof InsecureTrust) {
      options.setTrustAll(true).setVerifyHost(false);
    } else if (!(trust instanceof SystemTrust)) {
      throw new IllegalArgumentException(
          "trust: " + trust + " (expected: a kind that is known here)");
    }
    return options;
  }

  // The connect bound is set on the client: one per request
  // would orphan connections that complete after it.
  private HttpClientOptions baseOptions() {
    return new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
        // In whole seconds, and 0 would mean for ever.
        .setKeepAliveTimeout(Math.toIntExact(Math.max(1, config.keepAlive().toSeconds())))
        .setMaxChunkSize(CHUNK_BYTES)
        .setMaxHeaderSize(HEADER_BYTES)
        .setDecompressionSupported(false);
  }
}
