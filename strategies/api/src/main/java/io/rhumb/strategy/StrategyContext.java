package io.rhumb.strategy;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a strategy must not make itself, so that it can be tested and simulated: time, chance and other strategies.
 * Thread-safe.
 */
public interface StrategyContext {

  /**
   * A monotonic clock in nanoseconds, with an arbitrary origin. It stands still for a thread while {@link RoutingStrategy#plan}
   * runs there, and so do the targets: a plan is made of one instant. Whoever waited in {@code plan} for time to pass would wait for
   * ever. Everywhere else it shows the time.
   *
   * @return the clock; may be kept
   */
  LongSupplier clock();

  /**
   * A source of chance that may be used from every thread.
   *
   * @return the generator; may be kept
   */
  RandomGenerator random();

  /**
   * The region of this gateway.
   *
   * @return the region, such as {@code us-central1}
   */
  String localRegion();

  /**
   * Creates a strategy to decorate. It is closed by the gateway, after the one that decorates it. To be called before {@link
   * RoutingStrategyProvider#create} returns.
   *
   * @param spec as read by {@link StrategyConfig#strategy}
   * @return the strategy
   * @throws InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   * @throws IllegalStateException if it is too late
   */
  RoutingStrategy create(StrategySpec spec);
}
