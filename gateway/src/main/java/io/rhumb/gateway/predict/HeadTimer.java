package io.rhumb.gateway.predict;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bounds the time until the head of a request is whole. Lives on the event loop of its connection. */
final class HeadTimer {

  private @Nullable ScheduledFuture<?> running;

  /** Starts anew, unless it runs already. */
  void start(ChannelHandlerContext connection, long millis, Runnable tooLate) {
    if (running == null) {
      running = connection
          .executor()
          .schedule(
              () -> {
                running = null;
                tooLate.run();
              },
              millis,
              TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }
}
