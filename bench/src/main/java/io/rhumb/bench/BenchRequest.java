package io.rhumb.bench;

import io.rhumb.strategy.RouteRequest;
import java.util.Optional;

/** A request with one header, of a session. */
record BenchRequest(String model, String method, long timeLeftNanos) implements RouteRequest {

  static final String HEADER = "x-session-id";

  private static final Optional<String> SESSION =
      Optional.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

  @Override
  public Optional<String> header(String name) {
    return name.equals(HEADER) ? SESSION : Optional.empty();
  }
}
