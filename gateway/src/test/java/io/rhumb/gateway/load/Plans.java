package io.rhumb.gateway.load;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/** Plans for tests: so many requests, at 100 in a second, without a warm-up. */
record Plans(LoadPlan plan) {

  static final String BODY = "{\"instances\":[[1.0]]}";

  static Plans of(int port, int requests) {
    return new Plans(new LoadPlan(
        new LoadTarget(false, "127.0.0.1", port, "/predict"),
        List.of(),
        Buffer.buffer(BODY),
        Arrivals.STEADY,
        100,
        Duration.ofMillis(10L * requests),
        Duration.ZERO,
        Duration.ofSeconds(20),
        1_000,
        1_000,
        false,
        1));
  }

  Plans warmUp(Duration warmUp) {
    return with(
        plan.headers(),
        warmUp,
        plan.timeout(),
        plan.connections(),
        plan.maxInFlight(),
        plan.http2());
  }

  Plans timeout(Duration timeout) {
    return with(
        plan.headers(),
        plan.warmUp(),
        timeout,
        plan.connections(),
        plan.maxInFlight(),
        plan.http2());
  }

  Plans header(String header) {
    return with(
        List.of(LoadHeader.parse(header)),
        plan.warmUp(),
        plan.timeout(),
        plan.connections(),
        plan.maxInFlight(),
        plan.http2());
  }

  Plans maxInFlight(int maxInFlight) {
    return with(
        plan.headers(),
        plan.warmUp(),
        plan.timeout(),
        plan.connections(),
        maxInFlight,
        plan.http2());
  }

  Plans connections(int connections, boolean http2) {
    return with(
        plan.headers(), plan.warmUp(), plan.timeout(), connections, plan.maxInFlight(), http2);
  }

  private Plans with(
      List<LoadHeader> headers,
      Duration warmUp,
      Duration timeout,
      int connections,
      int maxInFlight,
      boolean http2) {
    return new Plans(new LoadPlan(
        plan.target(),
        headers,
        plan.body(),
        plan.arrivals(),
        plan.perSecond(),
        plan.duration(),
        warmUp,
        timeout,
        connections,
        maxInFlight,
        http2,
        plan.seed()));
  }
}
