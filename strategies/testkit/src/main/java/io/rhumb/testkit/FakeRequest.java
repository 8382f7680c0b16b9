package io.rhumb.testkit;

import io.rhumb.strategy.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of which a strategy sees what the test says. Immutable.
 *
 * @param model that is asked for
 * @param method that is called
 * @param headers by name, in any case
 * @param timeLeftNanos until the client must have its answer
 * @param body what is sent, or how it begins
 */
public record FakeRequest(
    String model, String method, Map<String, String> headers, long timeLeftNanos, String body)
    implements RouteRequest {

  private static final long TIME_LEFT_NANOS = 10_000_000_000L;

  /** Copies the headers. */
  public FakeRequest {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /**
   * A request without a body.
   *
   * @param model that is asked for
   * @param method that is called
   * @param headers by name, in any case
   * @param timeLeftNanos until the client must have its answer
   */
  public FakeRequest(String model, String method, Map<String, String> headers, long timeLeftNanos) {
    this(model, method, headers, timeLeftNanos, "");
  }

  /**
   * A request without headers that has ten seconds.
   *
   * @return the request
   */
  public static FakeRequest plain() {
    return new FakeRequest("fraud", "predict", Map.of(), TIME_LEFT_NANOS);
  }

  /**
   * A request with one header that has ten seconds.
   *
   * @param header its name
   * @param value its value
   * @return the request
   */
  public static FakeRequest with(String header, String value) {
    return new FakeRequest("fraud", "predict", Map.of(header, value), TIME_LEFT_NANOS);
  }

  /**
   * A request with a body and without headers that has ten seconds.
   *
   * @param body what is sent
   * @return the request
   */
  public static FakeRequest sending(String body) {
    return new FakeRequest("fraud", "predict", Map.of(), TIME_LEFT_NANOS, body);
  }

  /**
   * A request without headers.
   *
   * @param timeLeft until the client must have its answer
   * @return the request
   */
  public static FakeRequest within(Duration timeLeft) {
    return new FakeRequest("fraud", "predict", Map.of(), timeLeft.toNanos());
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public byte[] bodyStart(int most) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, Math.min(most, bytes.length));
  }
}
