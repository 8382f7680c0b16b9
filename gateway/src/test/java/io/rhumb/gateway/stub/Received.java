package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** An answer as its body comes in. */
final class Received {

  final HttpClientResponse response;
  final AtomicInteger bytes = new AtomicInteger();
  final AtomicInteger pieces = new AtomicInteger();
  final Future<Void> ended;
  private final StringBuffer text = new StringBuffer();
  private final Watches watches = new Watches();

  Received(HttpClientResponse response) {
    this.response = response;
    Promise<Void> end = Promise.promise();
    ended = end.future();
    response.exceptionHandler(end::tryFail).endHandler(end::tryComplete).handler(piece -> {
      pieces.incrementAndGet();
      text.append(piece);
      bytes.addAndGet(piece.length());
      watches.changed();
    });
  }

  Future<Void> atLeast(int count) {
    return watches.when(() -> bytes.get() >= count);
  }

  /** What has come so far. */
  String text() {
    return text.toString();
  }
}
