package io.rhumb.simulator;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All that chance decides in a run. Each number belongs to a request, a target and a purpose and does not depend on
 * what was drawn before it: whatever two strategies do differently, the same request has the same luck at the same
 * target (common random numbers). A plan names a target once at the most, so request and target name the copy.
 *
 * <p>{@link StrictMath}, so that every machine draws the same.
 */
final class Luck {

  /** What a number is for. */
  enum Purpose {
    ARRIVAL,
    SERVICE,
    SERVICE_ANGLE,
    STALL,
    FAILURE,
    BREAKER,
    COOLDOWN,
    STRATEGY
  }

  private final long seed;

  Luck(long seed) {
    this.seed = seed;
  }

  /** The numbers of one purpose at one place (a gateway or a region), indexed by request. */
  Stream stream(Purpose purpose, long place) {
    return new Stream(SplitMix64.key(SplitMix64.key(seed, purpose.name().hashCode()), place));
  }

  /** A generator for code that draws in its own order: a strategy, a cooldown. */
  RandomGenerator generator(Purpose purpose, long place) {
    return new SplittableRandom(stream(purpose, place).key);
  }

  /** Numbers that are read by their index. */
  static final class Stream {

    private final long key;

    private Stream(long key) {
      this.key = key;
    }

    /** Uniform in (0, 1). */
    double uniform(long n) {
      return SplitMix64.uniform(key, n);
    }

    /** Exponential with mean 1. */
    double exponential(long n) {
      return -StrictMath.log(uniform(n));
    }

    /** Normal with mean 0 and deviation 1 (Box and Muller, 1958); the other stream gives the angle. */
    double normal(long n, Stream angle) {
      return StrictMath.sqrt(2 * exponential(n)) * StrictMath.cos(2 * Math.PI * angle.uniform(n));
    }
  }
}
