package io.rhumb.gateway.telemetry;

import io.rhumb.engine.Attempt;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Follows one request through its attempts. Called on its event loop, whose other requests wait meanwhile; must not throw. */
public interface RequestTrace {

  /** Follows nothing. */
  RequestTrace NONE = new NoTrace();

  /** Where the request's own span stands in its trace; null if it has none. */
  @Nullable
  TraceContext context();

  /**
   * An attempt is about to start.
   *
   * @param model the logical name of what is asked
   * @param method the word of what is asked of it; null where that is not known
   * @param server the name of its server
   */
  void attemptBegan(Attempt attempt, String model, @Nullable String method, String server);

  /**
   * An attempt is about to be sent, and not for the first time if it is sent again to the same target.
   *
   * @param headers its headers, to be completed with what tells the target of the trace
   */
  void attemptSent(Attempt attempt, MultiMap headers);

  /**
   * An attempt ended, for whatever reason.
   *
   * @param status that the target answered; 0 if there is none
   */
  void attemptEnded(Attempt attempt, int status);

  /** The request is over; nothing follows. Not told of requests for health. */
  void ended(RequestRecord record);
}
