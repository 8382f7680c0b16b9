package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/** The server of one event loop. */
final class RegionalVerticle extends VerticleBase {

  /** Room for the longest headers that Google's front end takes. */
  private static final int MAX_HEADER_BYTES = 64 << 10;

  /** A body of some size should not come in many small pieces. */
  private static final int CHUNK_BYTES = 64 << 10;

  private static final int H2_STREAM_WINDOW = 1 << 20;
  private static final int H2_CONNECTION_WINDOW = 16 << 20;

  private final Region region;
  private final Doorman doorman;
  private final @Nullable IssuedCertificate certificate;
  private final int port;
  private @Nullable HttpServer server;
  private volatile boolean closing;

  RegionalVerticle(Region region, @Nullable IssuedCertificate certificate, int port) {
    this.region = region;
    this.doorman = new Doorman(region.counters, region.fault);
    this.certificate = certificate;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    HttpServer created = vertx
        .createHttpServer(options())
        .requestHandler(request -> new Exchange(region, vertx, request, () -> closing).run())
        // Failed handshakes are counted, and what clients do to connections is no error of a stub.
        .exceptionHandler(cause -> {});
    if (certificate == null) {
      created.connectionHandler(connection -> doorman.accepted(
          ((HttpServerConnection) connection).channelHandlerContext().channel()));
    }
    server = created;
    return created.listen();
  }

  @Override
  public Future<?> stop() {
    closing = true;
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The port that it really listens on. */
  int actualPort() {
    return server == null ? 0 : server.actualPort();
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions()
        .setHost(region.config.host())
        .setPort(port)
        .setTcpNoDelay(true)
        .setStrictThreadMode(true)
        .setHandle100ContinueAutomatically(true)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setMaxChunkSize(CHUNK_BYTES)
        .setInitialSettings(new Http2Settings().setInitialWindowSize(H2_STREAM_WINDOW))
        .setHttp2ConnectionWindowSize(H2_CONNECTION_WINDOW)
        // A gateway that hedges resets many streams, and that is no attack.
        .setHttp2RstFloodMaxRstFramePerWindow(Integer.MAX_VALUE);
    return certificate == null ? options : secured(options, certificate);
  }

  private HttpServerOptions secured(HttpServerOptions options, IssuedCertificate own) {
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(own.keyCertOptions())
        .setSslEngineOptions(new StrictTls(region.config.endpoint().names(), doorman));
  }
}
