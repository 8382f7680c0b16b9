package io.rhumb.simulator;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Breaker;
import io.rhumb.engine.Breaker.Transition;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A breaker in virtual time: the engine's own rules, as in the gateway, and a count of how often they opened it. One thread. */
final class VirtualBreaker implements Admission {

  private final Breaker breaker;
  private int trips;

  /**
   * A closed breaker.
   *
   * @param firstResetNanos how long it stays open the first time, jittered
   */
  VirtualBreaker(long firstResetNanos, RandomGenerator random) {
    breaker = new Breaker(firstResetNanos, random, this::count);
  }

  private void count(Transition transition, long number, long resetNanos) {
    trips += transition == Transition.OPENED ? 1 : 0;
  }

  /** How often it went from closed to open. */
  int trips() {
    return trips;
  }

  @Override
  public Availability availability(long nowNanos) {
    return breaker.availability(nowNanos);
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    return breaker.admit(nowNanos);
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return breaker.untilAdmittedNanos(nowNanos);
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    return breaker.lastResort(nowNanos);
  }

  @Override
  public int lastResorts() {
    return breaker.lastResorts();
  }
}
