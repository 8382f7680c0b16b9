package io.rhumb.gateway.generation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until nobody uses what was exchanged. First every event loop comes to the end of what it was doing: after that no request can
 * begin with it. Then those that did end, each within its deadline. Thread-safe.
 */
public final class Retirement {

  /** How often to look whether the last request has ended. Nobody waits for it. */
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Vertx vertx;
  private final Supplier<List<Future<Void>>> turns;

  /**
   * A place to retire.
   *
   * @param turns one for each event loop: completes once it has come to the end of what it was doing
   */
  public Retirement(Vertx vertx, Supplier<List<Future<Void>>> turns) {
    this.vertx = vertx;
    this.turns = turns;
  }

  /**
   * Waits.
   *
   * @param idle whether no request uses it; exact once none can begin any more
   */
  Future<Void> of(BooleanSupplier idle) {
    return Future.join(turns.get()).compose(v -> idle(idle));
  }

  private Future<Void> idle(BooleanSupplier idle) {
    Promise<Void> seen = Promise.promise();
    look(idle, seen);
    return seen.future();
  }

  private void look(BooleanSupplier idle, Promise<Void> seen) {
    if (idle.getAsBoolean()) {
      seen.complete();
    } else {
      vertx.setTimer(LOOK_EVERY_MILLIS, id -> look(idle, seen));
    }
  }
}
