package io.rhumb.gateway.predict;

import io.rhumb.gateway.upstream.ClientCredentials;
import io.rhumb.strategy.RouteRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a strategy sees of a client's request.
 *
 * @param body asked each time, on the event loop: once the request is over, its memory may have another client's
 */
record ClientRequest(
    String model, String method, MultiMap headers, Supplier<Buffer> body, long timeLeftNanos)
    implements RouteRequest {

  @Override
  public Optional<String> header(String name) {
    return ClientCredentials.contain(name)
        ? Optional.empty()
        : Optional.ofNullable(headers.get(name));
  }

  @Override
  public byte[] bodyStart(int most) {
    Buffer bytes = body.get();
    return bytes.getBytes(0, Math.min(most, bytes.length()));
  }

  /** Without the headers and the body: a strategy may log what it was asked, and among them are credentials and people's data. */
  @Override
  public String toString() {
    return model + ":" + method + " within " + timeLeftNanos + " ns";
  }
}
