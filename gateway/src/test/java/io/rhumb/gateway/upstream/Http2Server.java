package io.rhumb.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.NetServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A target that is asked by ALPN what it speaks, and leaves what it does to the test. */
final class Http2Server {

  private final List<HttpConnection> connections = new CopyOnWriteArrayList<>();
  private final List<HttpConnection> closed = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Long> resets = new CopyOnWriteArrayList<>();
  private int port;

  private Http2Server() {}

  /** One that allows so many streams at once. */
  static Http2Server start(
      Vertx vertx, NetServerOptions tls, int streams, Handler<Request> behaviour) throws Exception {
    return start(vertx, tls, streams, List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1), behaviour);
  }

  /** One that knows HTTP/1.1 only. */
  static Http2Server startHttp1(Vertx vertx, NetServerOptions tls, Handler<Request> behaviour)
      throws Exception {
    return start(vertx, tls, 1, List.of(HttpVersion.HTTP_1_1), behaviour);
  }

  private static Http2Server start(
      Vertx vertx,
      NetServerOptions tls,
      int streams,
      List<HttpVersion> versions,
      Handler<Request> behaviour)
      throws Exception {
    Http2Server server = new Http2Server();
    HttpServerOptions options = new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setUseAlpn(true)
        .setAlpnVersions(versions)
        .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(streams));
    server.port = vertx
        .createHttpServer(options)
        .connectionHandler(server::accept)
        .requestHandler(http -> server.handle(http, behaviour))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
    return server;
  }

  private void accept(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(v -> closed.add(connection));
  }

  private void handle(HttpServerRequest http, Handler<Request> behaviour) {
    http.exceptionHandler(broken -> {});
    http.response().exceptionHandler(broken -> {
      if (broken instanceof StreamResetException reset) {
        resets.add(reset.getCode());
      }
    });
    Request request = new Request(http, connections.indexOf(http.connection()), requests.size());
    requests.add(request);
    behaviour.handle(request);
  }

  int port() {
    return port;
  }

  List<HttpConnection> connections() {
    return connections;
  }

  List<HttpConnection> closed() {
    return closed;
  }

  List<Request> requests() {
    return requests;
  }

  /** The codes with which the gateway gave streams up. */
  List<Long> resets() {
    return resets;
  }

  /**
   * One request.
   *
   * @param connection the how manieth its connection is, from 0
   * @param number the how manieth it is itself, from 0
   */
  record Request(HttpServerRequest http, int connection, int number) {

    void ok() {
      http.response().end("{}");
    }

    /** Says only that something is to come. */
    void interim(int status) {
      ChannelHandlerContext context =
          ((HttpServerConnection) http.connection()).channelHandlerContext();
      ((Http2ConnectionHandler) context.handler())
          .encoder()
          .writeHeaders(
              context,
              http.response().streamId(),
              new DefaultHttp2Headers().status(String.valueOf(status)),
              0,
              false,
              context.newPromise());
      context.flush();
    }

    /** Begins a stream of events with a piece. */
    HttpServerResponse stream(String piece) {
      HttpServerResponse response =
          http.response().setChunked(true).putHeader("content-type", "text/event-stream");
      response.write(piece);
      return response;
    }

    void reset(long code) {
      http.response().reset(code);
    }

    /** Takes no stream after that one any more. */
    void goAway(int lastStream) {
      http.connection().goAway(0, lastStream);
    }

    void closeConnection() {
      http.connection().close();
    }
  }
}
