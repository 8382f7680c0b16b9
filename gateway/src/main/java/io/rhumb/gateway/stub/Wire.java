package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;
import java.util.Map;

/** One response on its connection, and how it is spoilt. On the event loop of its request. */
final class Wire {

  private static final CharSequence SERVER =
      HttpHeaders.createOptimized("scaffolding on HTTPServer2");
  private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("private");
  private static final CharSequence VARY = HttpHeaders.createOptimized("Origin, X-Origin, Referer");

  /** INTERNAL_ERROR of RFC 9113, section 7. */
  private static final long H2_INTERNAL_ERROR = 2;

  /** A chunk begins with its size in hexadecimal digits (RFC 9112, section 7.1). */
  private static final String NO_CHUNK = "no size\r\n";

  private final HttpServerResponse response;
  private final HttpConnection connection;

  /** When all that was written so far is on its way. */
  private Future<Void> written = Future.succeededFuture();

  Wire(HttpServerRequest request) {
    this.response = request.response();
    this.connection = request.connection();
  }

  /** What a response begins with; not sent yet. */
  void head(int status, List<Map.Entry<CharSequence, CharSequence>> headers) {
    response.setStatusCode(status);
    headers.forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    response.putHeader(HttpHeaders.SERVER, SERVER);
    response.putHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    response.putHeader(HttpHeaders.VARY, VARY);
  }

  /** Says how long the body will be. */
  void promise(int length) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
  }

  /** Leaves open how long the body will be. */
  void chunked() {
    response.setChunked(true);
  }

  /** Sends the head alone. */
  void flushHead() {
    written = response.writeHead();
  }

  void write(Buffer piece) {
    written = response.write(piece);
  }

  /** The last piece, perhaps an empty one, and a clean end. */
  void end(Buffer piece) {
    response.end(piece);
  }

  /** Whether the client reads slower than it is written to. */
  boolean isFull() {
    return response.writeQueueFull();
  }

  /** Runs once, when there is room again. */
  void onRoom(Runnable action) {
    response.drainHandler(room -> {
      response.drainHandler(null);
      action.run();
    });
  }

  /** After what was written, the end of the connection or, on HTTP/2, of this stream only. */
  void cut() {
    // On HTTP/1 a reset closes the connection in an orderly way.
    written.onComplete(done -> response.reset(H2_INTERNAL_ERROR));
  }

  /**
   * After what was written in chunks, what is no chunk. The connection stays open: only the encoding tells. HTTP/2 has
   * no chunks.
   */
  void breakChunks() {
    if (response.streamId() >= 0) {
      cut();
      return;
    }
    written.onComplete(done ->
        Sockets.writeRaw(((HttpServerConnection) connection).channelHandlerContext(), NO_CHUNK));
  }
}
