package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The event loops: {@code rhumb_event_loop_lag_seconds}. Thread-safe. */
public final class LoopMetrics {

  private record Loop(int number, LoopLag lag) {}

  private final List<Loop> loops;

  /**
   * So many loops, none of them late.
   *
   * @param clock monotonic, in nanoseconds
   */
  public LoopMetrics(PrometheusRegistry registry, LongSupplier clock, int count) {
    this.loops = IntStream.range(0, count)
        .mapToObj(number -> new Loop(number, new LoopLag(clock)))
        .toList();
    new Scraped<>(registry, () -> loops, loop -> Labels.of("loop", String.valueOf(loop.number())))
        .gauge(
            "rhumb_event_loop_lag_seconds",
            "The most by which a timer of the event loop came late in the last 15 to 30 s",
            loop -> loop.lag().nanos() / 1e9);
  }

  /** What that loop is to tell of its timer. */
  public LoopLag lag(int number) {
    return loops.get(number).lag();
  }
}
