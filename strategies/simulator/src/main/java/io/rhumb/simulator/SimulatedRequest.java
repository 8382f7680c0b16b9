package io.rhumb.simulator;

import io.rhumb.strategy.RouteRequest;
import java.util.Optional;

/**
 * A request as the strategy sees it.
 *
 * @param number unique within the run, and the same in every run with as many gateways: its luck hangs on it
 * @param timeLeftNanos until its deadline
 */
record SimulatedRequest(long number, long timeLeftNanos) implements RouteRequest {

  @Override
  public String model() {
    return "simulated";
  }

  @Override
  public String method() {
    return "predict";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }
}
