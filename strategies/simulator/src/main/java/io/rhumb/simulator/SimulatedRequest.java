package io.rhumb.simulator;

import io.rhumb.strategy.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request as the strategy sees it. It belongs to one of a thousand sessions: whatever header a strategy asks for names that, and so does the
 * body. A strategy that sends like to like would be seen without its likes otherwise.
 *
 * @param number unique within the run, and the same in every run with as many gateways: its luck hangs on it
 * @param timeLeftNanos until its deadline
 */
record SimulatedRequest(long number, long timeLeftNanos) implements RouteRequest {

  /** Many more than there are regions, and so few that each has many requests. */
  private static final int SESSIONS = 1_000;

  /** Of the stream from which sessions are drawn: that of no other purpose. */
  private static final long SESSION_KEY = 0x5E55_1005L;

  /** Drawn by the request's number, so that it is the same in every run. A number itself, for those who expect one in their header. */
  String session() {
    return String.valueOf(Math.floorMod(SplitMix64.at(SESSION_KEY, number), SESSIONS));
  }

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
    return Optional.of(session());
  }

  @Override
  public byte[] bodyStart(int most) {
    byte[] body = session().getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(body, Math.min(most, body.length));
  }
}
