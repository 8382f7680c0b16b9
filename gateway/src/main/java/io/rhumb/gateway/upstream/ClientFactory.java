package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.TrustOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes HTTP clients. */
final class ClientFactory {

  /** Large answers are then read in few pieces; Vert.x would take 8 KiB. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final int HEADER_BYTES = 64 * 1024;

  /**
   * What a target may send of one answer before it has to wait for the gateway: an answer of 1 MiB comes without a stop over any
   * distance, and a longer one at 7 MB/s over 150 ms. HTTP/2's own 64 KiB would be 0.4 MB/s. It is also what the gateway holds of a stream
   * whose client is slow.
   */
  private static final int STREAM_WINDOW_BYTES = 1 << 20;

  /**
   * What it may send of all answers of a connection before the gateway has read it. A guess: so many answers of that length may come at once
   * without a stop.
   */
  private static final int CONNECTION_WINDOW_BYTES = 32 << 20;

  private ClientFactory() {}

  /** A client that makes connections of HTTP/1.1, for somebody else to pool. */
  static HttpClientAgent http1(Vertx vertx, TlsEngine engine, ConnectionSettings settings) {
    return vertx.httpClientBuilder().with(options(engine, settings)).build();
  }

  /** A client that connects to targets that may speak HTTP/2, for somebody else to pool. */
  static HttpClientAgent alpn(Vertx vertx, TlsEngine engine, ConnectionSettings settings) {
    HttpClientOptions options = options(engine, settings)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
        .setInitialSettings(new Http2Settings()
            .setPushEnabled(false)
            .setMaxHeaderListSize(HEADER_BYTES)
            .setInitialWindowSize(STREAM_WINDOW_BYTES));
    return vertx.httpClientBuilder().with(options).build();
  }

  private static HttpClientOptions options(TlsEngine engine, ConnectionSettings settings) {
    UpstreamConfig bounds = settings.bounds();
    HttpClientOptions options = new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(bounds.connectTimeout().toMillis()))
        // In whole seconds, and 0 would mean for ever.
        .setKeepAliveTimeout(Math.toIntExact(Math.max(1, bounds.keepAlive().toSeconds())))
        .setMaxChunkSize(CHUNK_BYTES)
        .setMaxHeaderSize(HEADER_BYTES)
        .setDecompressionSupported(false);
    settings.trust().ifPresent(trust -> addTls(options, engine, bounds, trust));
    return options;
  }

  private static void addTls(
      HttpClientOptions options, TlsEngine engine, UpstreamConfig bounds, TrustConfig trust) {
    options
        .setSsl(true)
        // A handshake takes 5 to 15 ms of checking certificates and signatures. On worker
        // threads, other requests of the event loop go on meanwhile.
        .setSslEngineOptions(engine.options().setUseWorkerThread(true))
        .setSslHandshakeTimeout(bounds.connectTimeout().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    engine.cipherSuites().forEach(options::addEnabledCipherSuite);
    if (trust instanceof InsecureTrust) {
      options.setTrustOptions(TrustOptions.wrap(new AnyCertificate())).setVerifyHost(false);
    } else {
      Authorities.of(trust).ifPresent(options::setTrustOptions);
    }
  }
}
