package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where strategy jars of one's own lie.
 *
 * @param folder holds the jars; need not be there
 * @param scan how often it is looked at for changes; zero: at the start only
 */
public record PluginsConfig(Path folder, Duration scan) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public PluginsConfig {
    Objects.requireNonNull(folder, "folder");
    Values.check(!scan.isNegative(), "scan", scan, ">= 0");
  }
}
