package io.rhumb.gateway.credential;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings an answer back to the event loop that asked. */
final class OnCaller {

  private OnCaller() {}

  /**
   * The same future, whose handlers run on the caller's context; on any thread if the caller has none.
   *
   * @param future completed on a thread of its own
   */
  static <T> Future<T> bring(Future<T> future) {
    Context context = Vertx.currentContext();
    if (context == null || future.isComplete()) {
      return future;
    }
    Promise<T> here = Promise.promise();
    future.onComplete((value, failure) -> context.runOnContext(v -> here.complete(value, failure)));
    return here.future();
  }
}
