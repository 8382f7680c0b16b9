package io.rhumb.gateway.upstream;

/** All connections to a target that there may be are taken by other calls. */
final class ConnectionsInUseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * No connection came free in time.
   *
   * @param most how many there may be, of one event loop
   */
  ConnectionsInUseException(int most) {
    super("connections: all " + most + " in use", null, false, false);
  }
}
