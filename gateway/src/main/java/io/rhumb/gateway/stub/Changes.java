package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Runs asynchronous steps one after the other, in the order in which they were asked for. Thread-safe. */
final class Changes {

  private Future<?> last = Future.succeededFuture();

  /** Runs a step once all earlier ones have ended, however they did. */
  synchronized <T> Future<T> then(Supplier<Future<T>> step) {
    Future<T> done = last.transform(before -> step.get());
    last = done;
    return done;
  }
}
