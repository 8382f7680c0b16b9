package io.rhumb.gateway.predict;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The end of an answer that is made here. */
final class AnswerEnd {

  private AnswerEnd() {}

  /**
   * Ends a response whose head is complete. That to a HEAD has no body (RFC 9110, section 9.3.2): Vert.x leaves it out only in HTTP/1.
   *
   * @return completes when it is out, or lost
   */
  static Future<Void> send(HttpServerRequest request, Buffer body) {
    if (!request.method().equals(HttpMethod.HEAD)) {
      return request.response().end(body);
    }
    return request
        .response()
        .putHeader("content-length", Integer.toString(body.length()))
        .end();
  }
}
