package io.rhumb.testkit;

import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategySpec;
import java.util.Map;
import java.util.Random;

/**
 * Creates strategies as the gateway does, with a clock that the test moves and chance that repeats itself. Strategies that are
 * nested are found on the class path; those of the gateway are there.
 */
public final class TestEnvironment {

  /** The region that the strategy is told is its own. */
  public static final String LOCAL_REGION = "t0";

  /** A negative origin, so that whoever takes 0 for "never" finds out. */
  private static final long ORIGIN_NANOS = -1_000_000_000L;

  private final ManualClock clock;
  private final Random random;

  private TestEnvironment(ManualClock clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * An environment.
   *
   * @param seed of all chance
   * @return the environment
   */
  public static TestEnvironment seeded(long seed) {
    return startingAt(ORIGIN_NANOS, seed);
  }

  static TestEnvironment startingAt(long originNanos, long seed) {
    return new TestEnvironment(new ManualClock(originNanos), new Random(seed));
  }

  /**
   * The clock that the strategies see.
   *
   * @return the clock, for the test to move
   */
  public ManualClock clock() {
    return clock;
  }

  /**
   * Creates a strategy. As in the gateway, an option that nobody reads is refused.
   *
   * @param provider of the strategy
   * @param options as the configuration would give them
   * @return the strategy, with those that it decorates; to be closed by the caller
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if an option cannot be
   */
  public RoutingStrategy create(RoutingStrategyProvider provider, Map<String, Object> options) {
    return create(Subject.of(provider, options));
  }

  RoutingStrategy create(Subject subject) {
    StrategySpec spec = subject.spec();
    return subject
        .catalog()
        .create("strategy", spec, new StrategyEnvironment(clock, random, LOCAL_REGION));
  }
}
