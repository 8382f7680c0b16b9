package io.rhumb.gateway.stub;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The fault of the moment, and the draw of whom it strikes. Thread-safe. */
final class ActiveFault {

  private final Random random;
  private volatile @Nullable Fault fault;

  ActiveFault(Random random) {
    this.random = random;
  }

  @Nullable
  Fault get() {
    return fault;
  }

  void set(@Nullable Fault newFault) {
    fault = newFault;
  }

  /** Whether nobody is to listen. */
  boolean refusesAll() {
    Fault now = fault;
    return now != null && now.effect() instanceof Effect.Refuse && now.share() == 1;
  }

  /** What strikes a request; null: nothing. */
  @Nullable
  Effect drawForRequest() {
    Fault now = fault;
    return now != null && !(now.effect() instanceof Effect.Refuse) && strikes(now)
        ? now.effect()
        : null;
  }

  /** Whether a new connection is to be dropped. */
  boolean drawForConnection() {
    Fault now = fault;
    return now != null && now.effect() instanceof Effect.Refuse && strikes(now);
  }

  private boolean strikes(Fault now) {
    return random.nextDouble() < now.share();
  }
}
