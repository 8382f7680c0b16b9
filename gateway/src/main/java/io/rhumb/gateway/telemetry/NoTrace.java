package io.rhumb.gateway.telemetry;

import io.rhumb.engine.Attempt;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** What follows nothing, for the price of a call. */
final class NoTrace implements RequestTrace {

  @Override
  public @Nullable TraceContext context() {
    return null;
  }

  @Override
  public void attemptBegan(Attempt attempt, String model, @Nullable String method, String server) {}

  @Override
  public void attemptSent(Attempt attempt, MultiMap headers) {}

  @Override
  public void attemptEnded(Attempt attempt, int status) {}

  @Override
  public void ended(RequestRecord record) {}
}
