package io.rhumb.simulator;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Notes when requests came and when hedges started. Changes nothing. One gateway's. */
final class HedgeMeter implements RoutingStrategy {

  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final double LEAST_SAVINGS = 3;

  private final RoutingStrategy strategy;
  private final LongSupplier clock;
  private final List<Long> requests = new ArrayList<>();
  private final List<Long> hedges = new ArrayList<>();

  HedgeMeter(RoutingStrategy strategy, LongSupplier clock) {
    this.strategy = strategy;
    this.clock = clock;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    requests.add(clock.getAsLong());
    return strategy.plan(request, targets);
  }

  @Override
  public boolean confirm(Step step, TargetView target) {
    boolean confirmed = strategy.confirm(step, target);
    if (confirmed) {
      hedges.add(clock.getAsLong());
    }
    return confirmed;
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    strategy.onAttempt(record);
  }

  int hedges() {
    return hedges.size();
  }

  /**
   * By how many hedges the worst window of ten seconds is above {@code b x requests + max(3, b x requests of the busiest ten
   * seconds until then)}; negative or zero if the budget held in every one. It is enough to look at those that end with a hedge: any
   * other has fewer hedges than the one that ends with its last hedge, or more requests.
   */
  double overdraft(double budget) {
    double worst = Double.NEGATIVE_INFINITY;
    int busiest = 0;
    int request = 0;
    int firstRequest = 0;
    int firstHedge = 0;
    for (int hedge = 0; hedge < hedges.size(); hedge++) {
      long now = hedges.get(hedge);
      for (; request < requests.size() && requests.get(request) <= now; request++) {
        firstRequest = after(requests, firstRequest, requests.get(request) - WINDOW_NANOS);
        busiest = Math.max(busiest, request + 1 - firstRequest);
      }
      firstRequest = after(requests, firstRequest, now - WINDOW_NANOS);
      firstHedge = after(hedges, firstHedge, now - WINDOW_NANOS);
      double allowed =
          budget * (request - firstRequest) + Math.max(LEAST_SAVINGS, budget * busiest);
      worst = Math.max(worst, hedge + 1 - firstHedge - allowed);
    }
    return worst;
  }

  /** The first index, from the given one, of a later time than that. */
  private static int after(List<Long> times, int from, long time) {
    int i = from;
    while (i < times.size() && times.get(i) <= time) {
      i++;
    }
    return i;
  }
}
