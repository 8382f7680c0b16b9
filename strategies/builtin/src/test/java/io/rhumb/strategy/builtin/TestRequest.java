package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A request of which a strategy sees what the test says. */
record TestRequest(Map<String, String> headers, String body, long timeLeftNanos)
    implements RouteRequest {

  static TestRequest plain() {
    return new TestRequest(Map.of(), "", Duration.ofSeconds(10).toNanos());
  }

  static TestRequest with(String header, String value) {
    return new TestRequest(Map.of(header, value), "", Duration.ofSeconds(10).toNanos());
  }

  static TestRequest within(Duration timeLeft) {
    return new TestRequest(Map.of(), "", timeLeft.toNanos());
  }

  static TestRequest ofBody(String body) {
    return new TestRequest(Map.of(), body, Duration.ofSeconds(10).toNanos());
  }

  @Override
  public byte[] bodyStart(int most) {
    return Arrays.copyOf(
        body.getBytes(StandardCharsets.UTF_8),
        Math.min(most, body.getBytes(StandardCharsets.UTF_8).length));
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
