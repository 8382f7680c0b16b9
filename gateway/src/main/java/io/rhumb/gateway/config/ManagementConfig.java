package io.rhumb.gateway.config;

/**
 * The operator's port.
 *
 * @param host the address to listen on; loopback unless configured
 * @param port from 0 to 65535; 0 takes a free one
 */
public record ManagementConfig(String host, int port) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if the host is blank or the port out of range
   */
  public ManagementConfig {
    Values.checkText("host", host);
    Values.checkRange("port", port, 0, 65_535);
  }

  /**
   * The same with another port.
   *
   * @param other from 0 to 65535
   * @return a copy
   */
  public ManagementConfig withPort(int other) {
    return new ManagementConfig(host, other);
  }
}
