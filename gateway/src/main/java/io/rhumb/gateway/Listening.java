package io.rhumb.gateway;

import io.rhumb.gateway.process.StartupException;
import io.vertx.core.Future;
import java.io.IOException;

/** Why a port could not be opened, for the person at the terminal. */
final class Listening {

  private Listening() {}

  /**
   * Explains a failed start.
   *
   * @param section where the configuration has the address: {@code server} or {@code management}
   * @param failure whatever it failed with; what is not about listening stays as it is
   * @return a future that has failed
   */
  static <T> Future<T> explain(String section, String host, int port, Throwable failure) {
    // The JDK's transport throws BindException, the native one an IOException of its own: only the
    // system's words are the same.
    String reason = String.valueOf(failure.getMessage());
    if (!(failure instanceof IOException)) {
      return Future.failedFuture(failure);
    }
    return Future.failedFuture(new StartupException(
        reason.contains("in use")
            ? section + ".port: " + port + " is taken (expected: a free port)"
            : section + ": " + host + ":" + port
                + " (expected: an address and a port that this process may listen on; " + reason
                + ")",
        failure));
  }
}
