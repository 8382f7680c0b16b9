package io.rhumb.bench;

import io.rhumb.strategy.RouteRequest;
import java.util.Optional;

/** A request without headers. */
record BenchRequest(String model, String method, long timeLeftNanos) implements RouteRequest {

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }
}
