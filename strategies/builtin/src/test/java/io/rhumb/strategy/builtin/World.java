package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A world of queues in virtual time: regions with some servers each, requests that arrive by chance, gateways that share nothing
 * but the regions.
 */
final class World {

  private record Event(long atNanos, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos));
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<Region> regions;
  private final Random random = new Random(42);
  private long nowNanos;
  private double gapNanos;

  /** A region: latency is network and service, and waiting where all servers are busy. */
  static final class Region {
    final String id;
    final boolean local;
    final double serviceMillis;
    final int servers;
    double slower = 1;
    private final PriorityQueue<Long> freeAt = new PriorityQueue<>();

    Region(String id, boolean local, double serviceMillis, int servers) {
      this.id = id;
      this.local = local;
      this.serviceMillis = serviceMillis;
      this.servers = servers;
      for (int i = 0; i < servers; i++) {
        freeAt.add(Long.MIN_VALUE);
      }
    }

    private long answerAt(long now, Random random) {
      double spread = 0.7 + 0.6 * random.nextDouble();
      long start = Math.max(now, freeAt.remove());
      long end = start + (long) (serviceMillis * 1e6 * slower * spread);
      freeAt.add(end);
      return end;
    }
  }

  /** One gateway with its own strategy and its own statistics. */
  private static final class Gateway {
    final TestContext context;
    final RoutingStrategy strategy;
    final List<ModelTarget> targets;

    Gateway(long seed, StrategySpec spec, List<Region> regions) {
      context = new TestContext(seed);
      strategy = context.create(spec);
      targets = regions.stream()
          .map(region -> new ModelTarget(region.id, region.local, context.clock()))
          .toList();
    }
  }

  World(int count, StrategySpec spec, Region... regions) {
    this.regions = List.of(regions);
    for (int i = 0; i < count; i++) {
      gateways.add(new Gateway(i, spec, this.regions));
    }
  }

  World requestsPerSecond(double rate) {
    gapNanos = 1e9 / rate;
    return this;
  }

  /** Lets time pass, and tells what became of the requests that arrived meanwhile. */
  Traffic run(Duration time) {
    Traffic traffic = new Traffic(nowNanos);
    long end = nowNanos + time.toNanos();
    long arrival = nowNanos;
    while (arrival < end) {
      arrival += (long) (-Math.log(1 - random.nextDouble()) * gapNanos);
      advanceTo(Math.min(arrival, end));
      if (arrival < end) {
        request(traffic);
      }
    }
    return traffic;
  }

  private void request(Traffic traffic) {
    Gateway gateway = gateways.get(random.nextInt(gateways.size()));
    String first =
        Shares.first(gateway.strategy.plan(TestRequest.plain(), new FakeTargets(gateway.targets)));
    for (int i = 0; i < regions.size(); i++) {
      if (regions.get(i).id.equals(first)) {
        long start = nowNanos;
        long at = regions.get(i).answerAt(start, random);
        ModelTarget target = gateway.targets.get(i);
        target.began();
        traffic.add(first, start, at - start);
        events.add(new Event(at, () -> {
          target.ended(at - start);
          gateway.strategy.onAttempt(TestRecord.answered(first, Duration.ofNanos(at - start)));
        }));
      }
    }
  }

  private void advanceTo(long time) {
    while (!events.isEmpty() && events.peek().atNanos() <= time) {
      Event event = events.remove();
      moveClocks(event.atNanos());
      event.what().run();
    }
    moveClocks(time);
  }

  private void moveClocks(long time) {
    Duration step = Duration.ofNanos(time - nowNanos);
    gateways.forEach(gateway -> gateway.context.advance(step));
    nowNanos = time;
  }
}
