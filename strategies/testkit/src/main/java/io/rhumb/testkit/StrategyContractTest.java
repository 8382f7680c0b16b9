package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every routing strategy owes the gateway. A team extends this class, names its provider, and has the tests:
 *
 * <pre>{@code
 * final class CanaryContractTest extends StrategyContractTest {
 *   @Override
 *   protected RoutingStrategyProvider provider() {
 *     return new CanaryProvider();
 *   }
 * }
 * }</pre>
 *
 * <p>Each point is tested with each of the {@link #options}, and where the number of targets matters with 1, 2, 3, 10 and 32 of them;
 * they are called {@code t0}, {@code t1} and so on. A point that builds on another is skipped until that one holds. No point
 * waits for the clock on the wall: time is moved by hand, or is the simulator's.
 */
public abstract class StrategyContractTest {

  private static final Duration COST_BOUND = Duration.ofNanos(20_000);

  /** For subclasses. */
  protected StrategyContractTest() {}

  /**
   * The provider of the strategy that is tested, as the services file names it.
   *
   * @return a provider; called for each point
   */
  protected abstract RoutingStrategyProvider provider();

  /**
   * The options to test with, each map as the configuration would give it.
   *
   * @return at least one map; none of them holds anything by default
   */
  protected List<Map<String, Object>> options() {
    return List.of(Map.of());
  }

  /**
   * Whether the strategy means to avoid slow targets. One that does not look at latency, such as a rotation or a fixed order, says
   * no; it still has to leave a target that is down and to come back to it.
   *
   * @return true by default
   */
  protected boolean adaptive() {
    return true;
  }

  /**
   * What a plan for ten targets may cost, in the median of many rounds. By default twenty microseconds: a few are usual, and a slow
   * machine must not fail the test.
   *
   * @return the bound
   */
  protected Duration costBound() {
    return COST_BOUND;
  }

  /** The gateway finds the provider and can make it. */
  @Test
  protected final void provider_isFound() {
    RegistrationPoint.check(provider());
  }

  /** The options are taken, and a plan for targets that are well is neither null nor an exception; no target stands twice. */
  @TestFactory
  protected final Stream<DynamicTest> plan_isMade() {
    return everySize(PlanPoints::isMade);
  }

  /** No unknown target. */
  @TestFactory
  protected final Stream<DynamicTest> plan_namesTargetsOfTheView() {
    return everySize(PlanPoints::namesTargetsOfTheView);
  }

  /** Every target that admits attempts is in the plan, so that failover can reach it. */
  @TestFactory
  protected final Stream<DynamicTest> plan_reachesEveryTarget() {
    return everySize(PlanPoints::reachesEveryTarget);
  }

  /** A target whose breaker is open or that is cooling stands behind those that admit attempts, or is left out. */
  @TestFactory
  protected final Stream<DynamicTest> plan_putsRefusedTargetsLast() {
    return everySize(PlanPoints::putsRefusedTargetsLast);
  }

  /** When all targets refuse there is a plan all the same: by the time it runs one may have recovered. */
  @TestFactory
  protected final Stream<DynamicTest> plan_isMadeThoughAllRefuse() {
    return everySize(PlanPoints::isMadeThoughAllRefuse);
  }

  /** Every step has a reason. */
  @TestFactory
  protected final Stream<DynamicTest> plan_saysWhy() {
    return everySize(PlanPoints::saysWhy);
  }

  /** Whatever was learnt of the targets outside: a request in a residency fence stays inside. */
  @TestFactory
  protected final Stream<DynamicTest> plan_staysInsideTheFence() {
    return each(FencePoint::check);
  }

  /** Numbers of a target that change while it is planned do no harm. */
  @TestFactory
  protected final Stream<DynamicTest> plan_bearsNumbersThatChange() {
    return everySize(RobustnessPoints::bearsNumbersThatChange);
  }

  /** The least and the greatest numbers that a view can show do no harm. */
  @TestFactory
  protected final Stream<DynamicTest> plan_bearsExtremeNumbers() {
    return everySize(RobustnessPoints::bearsExtremeNumbers);
  }

  /** Clients may put anything into a header. */
  @TestFactory
  protected final Stream<DynamicTest> plan_bearsAnyHeader() {
    return each(RobustnessPoints::bearsAnyHeader);
  }

  /** The clock's origin is arbitrary: it may pass its largest number. */
  @TestFactory
  protected final Stream<DynamicTest> plan_survivesTheClock() {
    return each(WrapPoints::survivesTheClock);
  }

  /** More plans than a small counter can count. */
  @TestFactory
  protected final Stream<DynamicTest> plan_survivesManyPlans() {
    return each(WrapPoints::survivesManyPlans);
  }

  /** Fields that count plans pass 2<sup>31</sup>. Skipped where there is none. */
  @TestFactory
  protected final Stream<DynamicTest> plan_survivesItsCounters() {
    return each(WrapPoints::survivesItsCounters);
  }

  /** 64 threads plan, confirm and tell of attempts at once. */
  @TestFactory
  protected final Stream<DynamicTest> plan_isMadeByManyThreads() {
    return each(ThreadsPoint::check);
  }

  /** The same seed and the same calls make the same plans. */
  @TestFactory
  protected final Stream<DynamicTest> plan_isTheSameForTheSameSeed() {
    return each(SeedPoint::check);
  }

  /** Neither is read or held when {@code plan} has returned. */
  @TestFactory
  protected final Stream<DynamicTest> requestAndView_areNotKept() {
    return each(KeepingPoint::check);
  }

  /** A plan costs less than {@link #costBound}. Prints the number. */
  @TestFactory
  protected final Stream<DynamicTest> plan_isCheap() {
    return each(subject -> CostPoint.check(subject, costBound()));
  }

  /** Attempts of every kind and result are heard, also on a target that was never planned; delayed steps are confirmed. */
  @TestFactory
  protected final Stream<DynamicTest> attempts_areHeard() {
    return each(RobustnessPoints::bearsAnyAttempt);
  }

  /** A target that is down loses its share within 15 seconds, and has it back a minute after it has recovered. */
  @TestFactory
  protected final Stream<DynamicTest> deadTarget_losesItsShare_andRegainsIt() {
    return each(AdaptivityPoints::deadTargetLosesItsShare);
  }

  /**
   * A target that is ten times slower loses 80 % of its share within 15 seconds, and has it back a minute after it has recovered.
   * Only for strategies that are {@link #adaptive}.
   */
  @TestFactory
  protected final Stream<DynamicTest> slowTarget_losesItsShare_andRegainsIt() {
    return adaptive() ? each(AdaptivityPoints::slowTargetLosesItsShare) : Stream.empty();
  }

  /** A second {@code close} does nothing. */
  @TestFactory
  protected final Stream<DynamicTest> close_mayBeCalledTwice() {
    return each(RobustnessPoints::bearsToBeClosedTwice);
  }

  /** Once closed, nothing holds the class loader: no thread, no {@code ThreadLocal}, no hook. */
  @TestFactory
  protected final Stream<DynamicTest> classLoader_isCollected() {
    return each(LoaderPoint::check);
  }

  private Stream<DynamicTest> each(Point point) {
    return options().stream().map(options -> {
      RoutingStrategyProvider provider = provider();
      String name = options.isEmpty() ? "no options" : options.toString();
      return DynamicTest.dynamicTest(name, () -> point.check(Subject.of(provider, options)));
    });
  }

  private Stream<DynamicTest> everySize(SizedPoint point) {
    return options().stream().flatMap(options -> Sizes.ALL.stream().map(size -> {
      RoutingStrategyProvider provider = provider();
      String name = (options.isEmpty() ? "" : options + ", ") + size + " targets";
      return DynamicTest.dynamicTest(name, () -> point.check(Subject.of(provider, options), size));
    }));
  }

  private interface Point {
    void check(Subject subject) throws Exception;
  }

  private interface SizedPoint {
    void check(Subject subject, int size) throws Exception;
  }
}
