package io.rhumb.gateway.plugin;

import java.util.List;
import java.util.Optional;

/**
 * How one file of the folder stands.
 *
 * @param file its name
 * @param digest the SHA-256 of the content that is in force; empty if none is
 * @param strategies that it provides, as far as it is in force
 * @param problem why what lies in the folder is not what is in force; empty if it is
 */
public record PluginStatus(
    String file, Optional<String> digest, List<String> strategies, Optional<String> problem) {

  /** Copies the strategies. */
  public PluginStatus {
    strategies = List.copyOf(strategies);
  }
}
