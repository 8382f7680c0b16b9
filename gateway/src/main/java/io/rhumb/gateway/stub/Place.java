package io.rhumb.gateway.stub;

import io.vertx.core.Context;

/**
 * What one request has of the region's slots: nothing, a place in the queue, or a slot. On the event loop of its
 * request.
 */
final class Place {

  private final Region region;
  private final Context context;
  private final Lifecycle life;

  /** Gives back what it has. */
  private Runnable leave = () -> {};

  Place(Region region, Context context, Lifecycle life) {
    this.region = region;
    this.context = context;
    this.life = life;
  }

  /** Waits for a slot, then serves; refuses at once if the queue is full. */
  void take(Runnable served, Runnable refused) {
    // Whoever frees the slot may be on another event loop.
    Runnable onTurn = () -> context.runOnContext(turn -> turned(served));
    switch (region.slots.acquire(onTurn)) {
      case SERVED -> serve(served);
      case QUEUED -> queued(onTurn);
      case REFUSED -> refused.run();
    }
  }

  /** Gives the slot back, or leaves the queue; once, however often it is called. */
  void giveBack() {
    Runnable last = leave;
    leave = () -> {};
    last.run();
  }

  private void queued(Runnable onTurn) {
    region.counters.queueGrew(1);
    leave = () -> {
      if (region.slots.leave(onTurn)) {
        region.counters.queueGrew(-1);
      }
    };
  }

  private void turned(Runnable served) {
    region.counters.queueGrew(-1);
    if (life.over()) {
      region.slots.release();
    } else {
      serve(served);
    }
  }

  private void serve(Runnable served) {
    leave = region.slots::release;
    served.run();
  }
}
