package io.rhumb.gateway.predict;

import io.rhumb.gateway.upstream.BoundedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads a request's body whole, up to a bound. A client that announces more is refused before it sends a byte, and one that asks
 * for leave to send ({@code Expect: 100-continue}) is given it.
 */
final class BodyReader {

  private final long most;

  BodyReader(long most) {
    this.most = most;
  }

  /**
   * Reads a body. To be called as the request comes in, on its event loop.
   *
   * @param whole is given the body
   * @param tooLarge runs instead if there is more than the bound
   */
  void read(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLarge) {
    if (announced(request) > most) {
      tooLarge.run();
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(most);
    request.handler(piece -> {
      if (!body.append(piece)) {
        // What still comes is dropped unread.
        request.handler(ignored -> {});
        request.endHandler(ignored -> {});
        tooLarge.run();
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
