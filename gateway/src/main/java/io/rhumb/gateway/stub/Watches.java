package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Lets a test wait for a number to be reached instead of sleeping. Costs one volatile read per change when nobody waits. */
final class Watches {

  private record Watch(BooleanSupplier condition, Promise<Void> reached) {}

  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  /** Completes once the condition holds, perhaps at once; on the thread whose change made it hold. */
  Future<Void> when(BooleanSupplier condition) {
    Watch watch = new Watch(condition, Promise.promise());
    // Added before it is looked at: a change in between would otherwise be missed.
    watches.add(watch);
    look(watch);
    return watch.reached().future();
  }

  /** Something that a condition may look at has changed. */
  void changed() {
    if (!watches.isEmpty()) {
      watches.forEach(this::look);
    }
  }

  private void look(Watch watch) {
    if (watch.condition().getAsBoolean() && watches.remove(watch)) {
      watch.reached().complete();
    }
  }
}
