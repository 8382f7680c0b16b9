package io.rhumb.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits until nobody uses strategies that were exchanged, and closes them. First every event loop comes to the end of what it was
 * doing: after that none can begin a request with them. Then the requests that they planned end, each within its deadline.
 */
final class StrategyRetirement implements Function<CreatedStrategies, Future<Void>> {

  /** How often to look whether the last request has ended. Nobody waits for it. */
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Vertx vertx;
  private final Supplier<List<Future<Void>>> turns;

  /**
   * A place to retire.
   *
   * @param turns one for each event loop: completes once it has come to the end of what it was doing
   */
  StrategyRetirement(Vertx vertx, Supplier<List<Future<Void>>> turns) {
    this.vertx = vertx;
    this.turns = turns;
  }

  @Override
  public Future<Void> apply(CreatedStrategies old) {
    return Future.join(turns.get())
        .compose(v -> idle(old))
        .compose(v -> vertx.executeBlocking(
            () -> {
              old.close();
              return null;
            },
            false));
  }

  private Future<Void> idle(CreatedStrategies old) {
    Promise<Void> idle = Promise.promise();
    look(old, idle);
    return idle.future();
  }

  private void look(CreatedStrategies old, Promise<Void> idle) {
    if (old.idle()) {
      idle.complete();
    } else {
      vertx.setTimer(LOOK_EVERY_MILLIS, id -> look(old, idle));
    }
  }
}
