package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter that is there from its first use on: of many that could be, few are. Thread-safe. */
final class LazyCounter {

  private final Supplier<Counter> register;
  private volatile @Nullable Counter counter;

  /**
   * No counter yet.
   *
   * @param register gives the same counter each time
   */
  LazyCounter(Supplier<Counter> register) {
    this.register = register;
  }

  void increment() {
    Counter known = counter;
    if (known == null) {
      known = register.get();
      counter = known;
    }
    known.increment();
  }
}
