package io.rhumb.gateway.upstream;

import io.rhumb.engine.Outcome;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Is told how one {@link UpstreamCall} goes, on the event loop that started it. Told nothing after a cancel. */
public interface CallListener {

  /** The call begins. Called once, first. */
  default void onStart() {}

  /**
   * A request is about to be sent, perhaps again.
   *
   * @param headers its headers; may be completed
   */
  default void onSend(MultiMap headers) {}

  /** The first byte of the body came. */
  void onFirstByte();

  /**
   * The answer is a stream, and as much of it came as is kept back: whoever wants it takes it now. If this never comes, the answer is
   * told whole at the end.
   */
  void onStream(StreamedAnswer stream);

  /**
   * The call ended. Called once, last.
   *
   * @param outcome what that means
   * @param hintNanos for how long the target asked to be left alone; negative: it did not say
   * @param answer what the target answered, if it did and it was not a stream that was taken
   */
  void onEnd(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer answer);
}
