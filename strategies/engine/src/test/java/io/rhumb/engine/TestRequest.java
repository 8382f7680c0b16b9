package io.rhumb.engine;

import io.rhumb.strategy.RouteRequest;
import java.util.Optional;

/** A request for {@code fraud} that says nothing else. */
record TestRequest() implements RouteRequest {

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
    return Optional.empty();
  }

  @Override
  public long timeLeftNanos() {
    return 1;
  }
}
