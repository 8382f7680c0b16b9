package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetsView;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Each target in turn: the first step goes to the target that has waited the longest among those that admit attempts and have
 * room; the rest follow in the order of their waiting, which is the rotation.
 *
 * <p>Why not a counter modulo the number of targets: skipping a refused target would give its turns to its successor, and where
 * the number of targets with room changes in step with the requests, one target takes most of them. A ticket for each target has
 * neither fault: who was away takes one turn on its return, and no more.
 *
 * <p>Lock-free: a turn is taken by compare-and-set on the ticket of the target that it goes to. Tickets are compared by their
 * distance, so that the counter may wrap.
 */
final class RoundRobin implements RoutingStrategy {

  private final ConcurrentMap<String, AtomicLong> tickets = new ConcurrentHashMap<>();
  private final AtomicLong counter;
  private final long origin;

  RoundRobin(long origin) {
    this.origin = origin;
    this.counter = new AtomicLong(origin);
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long tiers = Tiers.of(targets);
    double[] turns = new double[targets.size()];
    while (!takeTurn(targets, tiers, turns)) {
      // Another event loop took the turn: look again.
      Thread.onSpinWait();
    }
    return Ranking.plan(targets, tiers, turns, (target, index) -> "its turn");
  }

  /** Notes each target's turn (the longer it has waited, the lower), and tries to take the first. */
  private boolean takeTurn(TargetsView targets, long tiers, double[] turns) {
    int tier = Tiers.best(tiers, turns.length);
    long now = counter.incrementAndGet();
    int first = -1;
    long firstTicket = 0;
    for (int i = 0; i < turns.length; i++) {
      long ticket = ticket(targets.get(i).id()).get();
      turns[i] = ticket - now;
      if (Tiers.at(tiers, i) == tier && (first < 0 || turns[i] < turns[first])) {
        first = i;
        firstTicket = ticket;
      }
    }
    return ticket(targets.get(first).id()).compareAndSet(firstTicket, now);
  }

  private AtomicLong ticket(String target) {
    AtomicLong ticket = tickets.get(target);
    return ticket != null ? ticket : tickets.computeIfAbsent(target, id -> new AtomicLong(origin));
  }
}
