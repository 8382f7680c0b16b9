package io.rhumb.gateway.config;

import java.util.List;

/**
 * The operator's port.
 *
 * @param host the address to listen on; loopback unless configured
 * @param port from 0 to 65535; 0 takes a free one
 * @param onPublicPort whether operators find what they read on the port of the clients too, below {@code /-/}
 * @param hosts the names by which browsers may ask its own port, beside {@code localhost}, addresses, and what this machine and {@code host}
 *     are called
 */
public record ManagementConfig(String host, int port, boolean onPublicPort, List<String> hosts) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if the host is blank or the port out of range
   */
  public ManagementConfig {
    Values.checkText("host", host);
    Values.checkRange("port", port, 0, 65_535);
    hosts = List.copyOf(hosts);
  }

  /** On its own port only. */
  public ManagementConfig(String host, int port) {
    this(host, port, false, List.of());
  }

  /**
   * The same with another port.
   *
   * @param other from 0 to 65535
   * @return a copy
   */
  public ManagementConfig withPort(int other) {
    return new ManagementConfig(host, other, onPublicPort, hosts);
  }
}
