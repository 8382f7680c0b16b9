package io.rhumb.gateway.stub;

import io.netty.channel.Channel;

/** Counts connections as they come in, and turns some away if the fault says so. */
final class Doorman {

  private final Counters counters;
  private final ActiveFault fault;

  Doorman(Counters counters, ActiveFault fault) {
    this.counters = counters;
    this.fault = fault;
  }

  /** A connection was accepted; called on its event loop. */
  void accepted(Channel channel) {
    counters.connectionAccepted();
    if (fault.drawForConnection()) {
      // Not at once: Vert.x is still putting the connection together.
      channel.eventLoop().execute(() -> Sockets.reset(channel));
    }
  }

  /** A TLS handshake has ended. */
  void handshakeEnded(boolean success) {
    counters.handshakeEnded(success);
  }
}
