package io.rhumb.gateway.packaged;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Requests in an open loop: each is sent when it is due, whatever has become of those before it, and its latency
 * counts from then. A closed loop would ask less just when answers are slow, and not see it (Tene, "How NOT to
 * Measure Latency").
 */
final class Load {

  private final int perSecond;
  private final Sample[] samples;
  private final Supplier<CompletableFuture<HttpResponse<String>>> request;
  private final Map<Integer, Runnable> actions = new TreeMap<>();
  private final CompletableFuture<LoadReport> report = new CompletableFuture<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger missing;

  Load(int perSecond, int requests, Supplier<CompletableFuture<HttpResponse<String>>> request) {
    this.perSecond = perSecond;
    this.samples = new Sample[requests];
    this.missing = new AtomicInteger(requests);
    this.request = request;
  }

  /** Does something just before the request with that number, counted from 0, is sent. It should be quick; several follow one another. */
  Load at(int number, Runnable action) {
    actions.merge(number, action, (before, after) -> () -> {
      before.run();
      after.run();
    });
    return this;
  }

  /** Sends everything; completes once everything has ended. */
  CompletableFuture<LoadReport> run() {
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    // After a pause the executor makes up for the ticks it has missed.
    pace.scheduleAtFixedRate(() -> tick(begin, period), 0, period, TimeUnit.NANOSECONDS);
    return report.whenComplete((done, failure) -> pace.shutdownNow());
  }

  private void tick(long begin, long period) {
    int number = sent.getAndIncrement();
    if (number >= samples.length) {
      return;
    }
    if (number > 0 && number % (60 * perSecond) == 0) {
      System.out.println(number + " of " + samples.length + " requests");
    }
    try {
      actions.getOrDefault(number, () -> {}).run();
      long due = begin + number * period;
      request.get().whenComplete((answer, failure) -> {
        samples[number] = Sample.of(number, System.nanoTime() - due, answer, failure);
        if (missing.decrementAndGet() == 0) {
          report.complete(LoadReport.of(samples));
        }
      });
    } catch (Error | RuntimeException failure) {
      report.completeExceptionally(failure);
    }
  }
}
