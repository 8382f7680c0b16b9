package io.rhumb.gateway.predict;

import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.upstream.BoundedBody;
import io.rhumb.gateway.upstream.BoundedBody.Fit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads a request's body whole, up to a bound and to the room that the gateway has. A client that announces more is refused before
 * it sends a byte; room for what it announces is held from then on. One that asks for leave to send ({@code Expect: 100-continue})
 * is given it.
 */
final class BodyReader {

  private final long most;

  BodyReader(long most) {
    this.most = most;
  }

  /**
   * Reads a body. To be called as the request comes in, on its event loop.
   *
   * @param share counts the body; the caller releases it
   * @param whole is given the body
   * @param refused is told instead why it is not read; never {@link Fit#FITS}
   */
  void read(
      HttpServerRequest request, BufferShare share, Consumer<Buffer> whole, Consumer<Fit> refused) {
    long announced = announced(request);
    if (announced > most) {
      refused.accept(Fit.TOO_LARGE);
      return;
    }
    if (!share.cover(announced)) {
      refused.accept(Fit.NO_ROOM);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(most, share);
    request.handler(piece -> {
      Fit fit = body.append(piece);
      if (fit != Fit.FITS) {
        // What still comes is dropped unread.
        request.handler(ignored -> {});
        request.endHandler(ignored -> {});
        refused.accept(fit);
      }
    });
    request.endHandler(v -> whole.accept(body.bytes()));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      // The HTTP decoder has refused everything but digits;
      // what is left is a length beyond counting.
      return Long.MAX_VALUE;
    }
  }
}
