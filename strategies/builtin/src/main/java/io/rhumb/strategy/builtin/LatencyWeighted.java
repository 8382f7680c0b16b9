package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The target that is expected to answer soonest, by its {@linkplain LatencyScore score}; the rest follow by score. All targets are
 * looked at: choosing the better of two random ones is for hundreds of servers, and wrong for two to ten regions. The mean
 * counts and not the peak, since a target is a pool of servers and not one; failures are in it with a penalty, so that a target
 * that fails fast does not look fast.
 *
 * <p>Three things bend the order of the scores:
 *
 * <ul>
 *   <li>A target in the gateway's own region, and the one that was chosen last, each need to be beaten by a {@code margin}. So
 *       near-equal targets do not take turns, and the local one gets the requests back as soon as it is no worse.
 *   <li>A target without a sample starts at the {@code prior}, with two attempts in flight. One that was known until its samples
 *       ran out is taken for as fast as it last was, for five minutes.
 *   <li>Now and then ({@code explore}) the first step goes to a target with less than two attempts in flight of which less than
 *       a hundred samples are known, or whose breaker is half-open. That is how a recovered target is noticed.
 * </ul>
 */
final class LatencyWeighted implements RoutingStrategy {

  /**
   * The options.
   *
   * @param explore the share of requests that explore, at the most
   * @param margin by how much of its score a target must be beaten
   * @param priorNanos what a target of which nothing is known is taken for; 0: the best mean that is known
   */
  record Settings(double explore, double margin, long priorNanos) {}

  private static final int EXPLORED_AT_ONCE = 2;
  /** Samples that make a mean the yardstick for others: its error is then a fraction of the spread of latencies. A guess. */
  private static final long WELL_FOUNDED = 20;
  /** Where nothing at all is known, all targets are alike, and it does not matter how fast they are. */
  private static final double ANY_NANOS = 1e6;

  private final Settings settings;
  private final LongSupplier clock;
  private final RandomGenerator random;
  private final ConcurrentMap<String, TargetMemory> memories = new ConcurrentHashMap<>();
  private volatile String incumbent = "";

  LatencyWeighted(Settings settings, StrategyContext context) {
    this.settings = settings;
    this.clock = context.clock();
    this.random = context.random();
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long tiers = Tiers.of(targets);
    double[] scores = scores(targets, clock.getAsLong());
    int best = best(tiers, scores);
    int explored = explored(targets, tiers, best);
    if (explored >= 0) {
      scores[explored] = Double.NEGATIVE_INFINITY;
    } else {
      choose(targets.get(best).id());
    }
    return Ranking.plan(targets, tiers, scores, (target, index) -> reason(index, best, explored));
  }

  /** Answers tell what a target has capacity for. Those that lost against a hedge do not count: they ended early. */
  @Override
  public void onAttempt(AttemptRecord record) {
    if (record.result() == AttemptResult.ANSWERED) {
      // A target that no plan has seen has no memory, and needs none.
      TargetMemory memory = memories.get(record.target());
      if (memory != null && memory.capacity().answered(record.elapsedNanos())) {
        memory.capacity().closeWindow(clock.getAsLong());
      }
    }
  }

  /** Every number of a target is read once: it may change meanwhile. */
  private double[] scores(TargetsView targets, long now) {
    double[] means = new double[targets.size()];
    double[] scores = new double[means.length];
    long[] samples = new long[means.length];
    for (int i = 0; i < means.length; i++) {
      TargetView target = targets.get(i);
      TargetMemory memory = memory(target.id(), now);
      means[i] = memory.meanNanos(target, now);
      samples[i] = memory.samples(target);
      scores[i] = means[i] > 0
          ? LatencyScore.pressure(target, memory)
          : LatencyScore.pressureOfCold(target);
    }
    double reference = reference(means, samples);
    double prior = settings.priorNanos() > 0 ? settings.priorNanos() : reference;
    for (int i = 0; i < means.length; i++) {
      double mean = means[i] > 0 ? LatencyScore.mean(means[i], samples[i], reference) : prior;
      scores[i] *= mean * preference(targets.get(i));
    }
    return scores;
  }

  private double preference(TargetView target) {
    double factor = target.local() ? 1 - settings.margin() : 1;
    return target.id().equals(incumbent) ? factor * (1 - settings.margin()) : factor;
  }

  /** The best mean that has enough samples; else the best that there is. */
  private static double reference(double[] means, long[] samples) {
    double founded = Double.POSITIVE_INFINITY;
    double any = Double.POSITIVE_INFINITY;
    for (int i = 0; i < means.length; i++) {
      if (means[i] > 0) {
        any = Math.min(any, means[i]);
        if (samples[i] >= WELL_FOUNDED) {
          founded = Math.min(founded, means[i]);
        }
      }
    }
    double best = founded < Double.POSITIVE_INFINITY ? founded : any;
    return best < Double.POSITIVE_INFINITY ? best : ANY_NANOS;
  }

  private static int best(long tiers, double[] scores) {
    int tier = Tiers.best(tiers, scores.length);
    int best = -1;
    for (int i = 0; i < scores.length; i++) {
      if (Tiers.at(tiers, i) == tier && (best < 0 || scores[i] < scores[best])) {
        best = i;
      }
    }
    return best;
  }

  /** The index of a target to explore now, or -1. Each that needs it is as likely as the others. */
  private int explored(TargetsView targets, long tiers, int best) {
    if (random.nextDouble() >= settings.explore()) {
      return -1;
    }
    int explored = -1;
    int candidates = 0;
    int size = targets.size();
    for (int i = 0; i < size; i++) {
      if (i != best && Tiers.at(tiers, i) == Tiers.ROOM && worthExploring(targets.get(i))) {
        candidates++;
        explored = random.nextInt(candidates) == 0 ? i : explored;
      }
    }
    return explored;
  }

  /** However much is known of a target whose breaker is half-open, only an attempt can close it. */
  private static boolean worthExploring(TargetView target) {
    return target.inFlight() < EXPLORED_AT_ONCE
        && (target.availability() == Availability.PROBE_ONLY
            || target.latencySamples() < TargetMemory.ENOUGH);
  }

  /** Written only when it changes, so that event loops do not fight for the cache line. */
  private void choose(String target) {
    if (!target.equals(incumbent)) {
      incumbent = target;
    }
  }

  private TargetMemory memory(String target, long now) {
    TargetMemory memory = memories.get(target);
    return memory != null ? memory : memories.computeIfAbsent(target, id -> new TargetMemory(now));
  }

  private static String reason(int index, int best, int explored) {
    if (index == explored) {
      return "explored";
    }
    return index == best ? "lowest score" : "next by score";
  }
}
