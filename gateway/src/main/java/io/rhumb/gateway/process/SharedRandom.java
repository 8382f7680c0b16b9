package io.rhumb.gateway.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Chance for every thread, of which none waits for another. Not for secrets. */
public final class SharedRandom implements RandomGenerator {

  /** They are all alike. */
  public SharedRandom() {}

  @Override
  public long nextLong() {
    return ThreadLocalRandom.current().nextLong();
  }
}
