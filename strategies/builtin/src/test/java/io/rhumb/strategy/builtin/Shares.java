package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetsView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each target came first in many plans. */
final class Shares {

  private Shares() {}

  static List<String> order(RoutePlan plan) {
    return plan.steps().stream().map(Step::target).toList();
  }

  static String first(RoutePlan plan) {
    return plan.steps().get(0).target();
  }

  /** Of so many plans by one thread. */
  static Map<String, Long> of(int plans, Supplier<RoutePlan> planner) {
    return count(Stream.generate(planner).limit(plans).map(Shares::first));
  }

  /** Of so many plans by each of so many threads, which start at once. */
  static Map<String, Long> of(
      int threads, int plansEach, RoutingStrategy strategy, TargetsView targets) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch ready = new CountDownLatch(threads);
    try {
      List<CompletableFuture<List<String>>> running = Stream.generate(
              () -> CompletableFuture.supplyAsync(
                  () -> planMany(ready, plansEach, strategy, targets), pool))
          .limit(threads)
          .toList();
      return count(running.stream().flatMap(firsts -> firsts.join().stream()));
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> planMany(
      CountDownLatch ready, int plans, RoutingStrategy strategy, TargetsView targets) {
    ready.countDown();
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Stream.generate(() -> first(strategy.plan(TestRequest.plain(), targets)))
        .limit(plans)
        .toList();
  }

  private static Map<String, Long> count(Stream<String> firsts) {
    return firsts.collect(
        Collectors.groupingBy(first -> first, TreeMap::new, Collectors.counting()));
  }
}
