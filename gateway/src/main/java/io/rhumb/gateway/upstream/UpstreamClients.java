package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.operation.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
 * The HTTP clients of one event loop: one for each {@linkplain ConnectionSettings way of connecting}, so that TLS settings belong to a
 * client and never to a request. A client is made when it is first needed. To be created and used on that event loop; the
 * connections live there too.
 */
public final class UpstreamClients {

  /** A pooled call then reads large answers in few pieces; Vert.x would take 8 KiB. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final int HEADER_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final Map<ConnectionSettings, HttpClientAgent> clients = new HashMap<>();
  private final Set<HttpConnection> fresh = new HashSet<>();

  private boolean closed;

  /** No clients yet, on the current event loop. */
  public UpstreamClients(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Asks for a connection to a target.
   *
   * @return a request to be sent over it; fails, and nothing is thrown, if there is none to be had
   */
  Future<HttpClientRequest> request(UpstreamTarget target, Operation operation) {
    if (closed) {
      return Future.failedFuture("closed (expected: no call after the gateway's end)");
    }
    try {
      return of(target).request(target.options(operation));
    } catch (IllegalStateException closing) {
      return Future.failedFuture(closing);
    }
  }

  /** The client for calls of a target. */
  HttpClientAgent of(UpstreamTarget target) {
    HttpClientAgent client = clients.get(target.settings());
    return client == null ? clients.computeIfAbsent(target.settings(), this::newClient) : client;
  }

  /** Whether a connection, just handed out, comes from the pool and so may have died there. */
  boolean pooled(HttpConnection connection) {
    return !fresh.contains(connection);
  }

  /**
   * Closes the connections that nobody needs any more.
   *
   * @param used what calls may still ask for
   */
  public Future<Void> retain(Set<ConnectionSettings> used) {
    List<Future<Void>> closing = new ArrayList<>();
    clients.entrySet().removeIf(client -> {
      boolean disused = !used.contains(client.getKey());
      if (disused) {
        closing.add(client.getValue().shutdown(0, TimeUnit.MILLISECONDS));
      }
      return disused;
    });
    return Future.join(closing).mapEmpty();
  }

  /** Closes every connection once its call has ended, or at the end of the grace period. */
  public Future<Void> shutdown(long graceMillis) {
    closed = true;
    return Future.join(clients.values().stream()
            .map(client -> client.shutdown(graceMillis, TimeUnit.MILLISECONDS))
            .toList())
        .mapEmpty();
  }

  private HttpClientAgent newClient(ConnectionSettings settings) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.bounds().connections());
    HttpClientOptions options = baseOptions(settings.bounds());
    settings.trust().ifPresent(trust -> addTls(options, settings.bounds(), trust));
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

  private static void addTls(HttpClientOptions options, UpstreamConfig bounds, TrustConfig trust) {
    options
        .setSsl(true)
        .setSslHandshakeTimeout(bounds.connectTimeout().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (trust instanceof PemTrust pem) {
      Buffer certificates = Buffer.buffer(pem.certificates(), "ISO-8859-1");
      options.setTrustOptions(new PemTrustOptions().addCertValue(certificates));
    } else if (trust instanceof InsecureTrust) {
      options.setTrustAll(true).setVerifyHost(false);
    } else if (!(trust instanceof SystemTrust)) {
      throw new IllegalArgumentException(
          "trust: " + trust + " (expected: a kind that is known here)");
    }
  }

  // The connect bound is set on the client: one per request
  // would orphan connections that complete after it.
  private static HttpClientOptions baseOptions(UpstreamConfig bounds) {
    return new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(bounds.connectTimeout().toMillis()))
        // In whole seconds, and 0 would mean for ever.
        .setKeepAliveTimeout(Math.toIntExact(Math.max(1, bounds.keepAlive().toSeconds())))
        .setMaxChunkSize(CHUNK_BYTES)
        .setMaxHeaderSize(HEADER_BYTES)
        .setDecompressionSupported(false);
  }
}
