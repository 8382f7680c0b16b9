package io.rhumb.gateway.config;

/**
 * The operator's port.
 *
 * @param host the address to listen on; loopback unless configured
 * @param port from 0 to 65535; 0 takes a free one
 * @param onPublicPort whether operators find what they read on the port of the clients too, below {@code /-/}
 */
public record ManagementConfig(String host, int port, boolean onPublicPort) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if the host is blank or the port out of range
   */
  public ManagementConfig {
    Values.checkText("host", host);
    Values.checkRange("port", port, 0, 65_535);
  }

  /** On its own port only. */
  public ManagementConfig(String host, int port) {
    this(host, port, false);
  }

  /**
   * The same with another port.
   *
   * @param other from 0 to 65535
   * @return a copy
   */
  public ManagementConfig withPort(int other) {
    return new ManagementConfig(host, other, onPublicPort);
  }
}
