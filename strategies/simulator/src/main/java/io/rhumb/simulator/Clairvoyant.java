package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hedger that knows everything beforehand: what no hedger can beat, and so what one is measured against.
 *
 * <p>It looks at one run of a strategy that does not hedge. Of each request that was answered it knows how long that took, <i>P</i>,
 * and how long the second target of its plan would have taken at the instant of its arrival, <i>S</i>, as {@link
 * OracleKind#OMNISCIENT} would have foreseen it: queue, illness, service and stall of that very request. A hedge is sent along with
 * the first attempt, without any delay, and makes the request take <i>H</i> = min(<i>P</i>, <i>S</i>). Of <i>n</i> requests it
 * hedges <i>k</i> = floor(b <i>n</i>), whichever and whenever it likes: it need not earn before it spends. Its hedges take
 * nobody's place.
 *
 * <p>For each quantile it chooses them anew, as is best for that one. With <i>m</i> = <i>n</i> - ceil(q <i>n</i>) requests allowed
 * above the quantile, <i>x</i> can be had if no more than <i>m</i> remain above it: of those with <i>P</i> &gt; <i>x</i> it takes
 * away <i>k</i> at the most, and none with <i>H</i> &gt; <i>x</i>. So the least <i>x</i> is the larger of
 *
 * <ul>
 *   <li>the (<i>m</i> + <i>k</i> + 1)-th largest <i>P</i>, if there are as many, and
 *   <li>the (<i>m</i> + 1)-th largest <i>H</i>.
 * </ul>
 */
public final class Clairvoyant {

  /** Sorted. */
  private final long[] aloneNanos;
  /** Sorted, each by itself. */
  private final long[] hedgedNanos;

  Clairvoyant(long[] aloneNanos, long[] hedgedNanos) {
    this.aloneNanos = aloneNanos.clone();
    this.hedgedNanos = hedgedNanos.clone();
    Arrays.sort(this.aloneNanos);
    Arrays.sort(this.hedgedNanos);
  }

  /**
   * Looks at one run.
   *
   * @param spec the strategy that routes and does not hedge
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   */
  public static Clairvoyant of(
      Scenario scenario, StrategyCatalog strategies, StrategySpec spec, long seed) {
    StrategyFactory inner = Simulation.factory(strategies, spec);
    List<Foreseeing> gateways = new ArrayList<>();
    World world = new World(
        scenario,
        (local, links, clock, random) -> {
          Foreseeing one = new Foreseeing(inner.create(local, links, clock, random), links, clock);
          gateways.add(one);
          return one;
        },
        seed);
    world.run();
    long[] requests = world.recorder().answeredRequests();
    long[] alone = world.recorder().latenciesNanos();
    long[] hedged = new long[alone.length];
    for (int i = 0; i < alone.length; i++) {
      int gateway = Gateway.indexOf(requests[i]);
      hedged[i] = Math.min(alone[i], gateways.get(gateway).secondNanos(requests[i]));
    }
    return new Clairvoyant(alone, hedged);
  }

  /**
   * A quantile of what clients waited.
   *
   * @param q from 0 to 1
   * @param budget the share of the requests that is hedged; 0: none, which is the run that it looked at
   * @return nanoseconds; 0 if no request was answered
   */
  public long quantileNanos(double q, double budget) {
    int n = aloneNanos.length;
    if (n == 0) {
      return 0;
    }
    int above = n - Math.max(1, (int) Math.ceil(q * n));
    int first = n - 1 - above - (int) (budget * n);
    long leastHedged = hedgedNanos[n - 1 - above];
    return first < 0 ? leastHedged : Math.max(aloneNanos[first], leastHedged);
  }
}
