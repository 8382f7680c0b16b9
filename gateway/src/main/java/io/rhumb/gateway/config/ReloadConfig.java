package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * How the configuration changes while the gateway runs.
 *
 * @param scan how often it is looked at; zero: at the start only
 */
public record ReloadConfig(Duration scan) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ReloadConfig {
    Values.check(!scan.isNegative(), "scan", scan, "not negative");
  }
}
