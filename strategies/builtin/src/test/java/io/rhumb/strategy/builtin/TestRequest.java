package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RouteRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A request of which a strategy sees what the test says. */
record TestRequest(Map<String, String> headers, long timeLeftNanos) implements RouteRequest {

  static TestRequest plain() {
    return new TestRequest(Map.of(), Duration.ofSeconds(10).toNanos());
  }

  static TestRequest with(String header, String value) {
    return new TestRequest(Map.of(header, value), Duration.ofSeconds(10).toNanos());
  }

  static TestRequest within(Duration timeLeft) {
    return new TestRequest(Map.of(), timeLeft.toNanos());
  }

  @Override
  public String model() {
    return "fraud";
  }

  @Override
  public String method() {
    return "predict";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
