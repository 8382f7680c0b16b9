package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;

/** Puts one answer on the wire: whole, or as a fault has it. On the event loop of its request. */
final class Delivery {

  private static final CharSequence SERVER =
      HttpHeaders.createOptimized("scaffolding on HTTPServer2");
  private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("private");
  private static final CharSequence VARY = HttpHeaders.createOptimized("Origin, X-Origin, Referer");

  /** INTERNAL_ERROR of RFC 9113, section 7. */
  private static final long H2_INTERNAL_ERROR = 2;

  /** A chunk begins with its size in hexadecimal digits (RFC 9112, section 7.1). */
  private static final String NO_CHUNK = "no size\r\n";

  /** Pieces of a slow body: enough that a reader sees it move. */
  private static final int SLOW_PIECES = 10;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Lifecycle life;

  Delivery(Vertx vertx, HttpServerResponse response, Lifecycle life) {
    this.vertx = vertx;
    this.response = response;
    this.life = life;
  }

  /** The whole answer at once. */
  void whole(Answer answer) {
    head(answer);
    life.answered(answer.status());
    response.end(answer.body());
  }

  /** Half of the body, then the end of the connection, or of the stream. */
  void truncated(Answer answer) {
    Future<Void> written = half(answer);
    life.broken();
    // On HTTP/1 a reset closes the connection in an orderly
    // way; on HTTP/2 it ends this stream only.
    written.onComplete(done -> response.reset(H2_INTERNAL_ERROR));
  }

  /** Half of the body, then nothing more. */
  void stalled(Answer answer) {
    half(answer);
  }

  /** Half of the body in a chunk, then what is no chunk. The connection stays open: only the encoding tells. */
  void badChunk(Answer answer, HttpConnection connection) {
    if (response.streamId() >= 0) {
      truncated(answer);
      return;
    }
    head(answer);
    response.setChunked(true);
    response.write(answer.body().slice(0, answer.body().length() / 2));
    life.broken();
    Sockets.writeRaw(((HttpServerConnection) connection).channelHandlerContext(), NO_CHUNK);
  }

  /** The head at once, the body in pieces, the last of them at the end of the time. */
  void slow(Answer answer, long millis) {
    promise(answer);
    response.writeHead();
    int size = Math.max(1, (answer.body().length() + SLOW_PIECES - 1) / SLOW_PIECES);
    int pieces = (answer.body().length() + size - 1) / size;
    piece(answer, 0, size, Math.max(1, millis / pieces));
  }

  private void piece(Answer answer, int from, int size, long pause) {
    vertx.setTimer(pause, timer -> {
      if (life.over()) {
        return;
      }
      Buffer rest = answer.body().slice(from, answer.body().length());
      if (rest.length() <= size) {
        life.answered(answer.status());
        response.end(rest);
      } else {
        response.write(rest.slice(0, size));
        piece(answer, from + size, size, pause);
      }
    });
  }

  private Future<Void> half(Answer answer) {
    promise(answer);
    return response.write(answer.body().slice(0, answer.body().length() / 2));
  }

  /** The head of an answer that does not come in one piece. */
  private void promise(Answer answer) {
    head(answer);
    response.putHeader(
        HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
  }

  private void head(Answer answer) {
    response.setStatusCode(answer.status());
    answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    response.putHeader(HttpHeaders.SERVER, SERVER);
    response.putHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    response.putHeader(HttpHeaders.VARY, VARY);
  }
}
