package io.rhumb.gateway.process;

import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.IoUringTransport;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * How event loops talk to the system about sockets: {@code epoll} on Linux and the JDK's {@code nio} elsewhere, or what the environment names. With {@code
 * io_uring} a request costs a fraction of one system call instead of some five ({@code bench/RESULTS.md} has what that saves). Many container runtimes
 * forbid it, and it adds to the time of a start, so it has to be asked for.
 *
 * <p>Only what is wanted is loaded. The constants of Vert.x would load the libraries of all at every start.
 */
public final class SocketTransport {

  /** The environment variable that names one. */
  static final String VARIABLE = "RHUMB_TRANSPORT";

  private static final String EPOLL = "epoll";
  private static final String NIO = "nio";
  private static final String IO_URING = "io_uring";

  private SocketTransport() {}

  /**
   * The one that is named, else the system's usual.
   *
   * @param name as in {@link #VARIABLE}; null or empty: none is named
   * @throws StartupException if it is not known, or not to be had here
   */
  static TransportInternal of(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      TransportInternal epoll = load(EPOLL);
      return epoll.available() ? epoll : load(NIO);
    }
    TransportInternal named = load(name);
    if (!named.available()) {
      throw new StartupException(VARIABLE + ": " + name + " is not to be had here: " + why(named)
          + " (expected: another of " + names() + ")");
    }
    return named;
  }

  /** The name of the one that a Vert.x was built with. */
  public static String nameOf(VertxInternal vertx) {
    Transport used = vertx.transport();
    if (used instanceof EpollTransport) {
      return EPOLL;
    }
    return used instanceof IoUringTransport ? IO_URING : NIO;
  }

  private static TransportInternal load(String name) {
    Transport transport =
        switch (name) {
          case EPOLL -> new EpollTransport();
          case NIO -> NioTransport.INSTANCE;
          case IO_URING -> new IoUringTransport();
          default ->
            throw new StartupException(
                VARIABLE + ": " + name + " (expected: one of " + names() + ")");
        };
    return new TransportInternal(
        name, transport.isAvailable(), transport.unavailabilityCause(), transport);
  }

  private static String why(TransportInternal missing) {
    Throwable cause = missing.unavailabilityCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null ? "for no known reason" : String.valueOf(cause.getMessage());
  }

  private static String names() {
    return String.join(", ", EPOLL, NIO, IO_URING);
  }
}
