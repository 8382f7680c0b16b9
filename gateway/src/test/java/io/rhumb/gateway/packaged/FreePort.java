package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers whose port has to be known before they start. They come from below the range out of which Linux
 * and macOS serve outgoing connections (from 32768 and 49152), or one of those could take the port of a server that
 * is down for a moment.
 */
final class FreePort {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private FreePort() {}

  static int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (free(port)) {
        return port;
      }
    }
    throw new AssertionError("no free port from " + LOWEST + " to " + HIGHEST);
  }

  private static boolean free(int port) {
    // On every address: what listens on one of them only is in the way too.
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** A port of the loopback on which somebody listens until the socket is closed. */
  static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
