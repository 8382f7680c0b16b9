package io.rhumb.gateway.config;

import java.util.List;

/**
 * Where a model's data may go.
 *
 * @param regions the regions that may see it; empty: those of all its targets
 * @param header whether a client may name fewer of them for one request
 */
public record ResidencyConfig(List<String> regions, boolean header) {

  /** No bounds but the targets themselves. */
  public static final ResidencyConfig NONE = new ResidencyConfig(List.of(), false);

  /** Copies the regions. */
  public ResidencyConfig {
    regions = List.copyOf(regions);
  }

  /** Whether a target in that region may see the data. */
  boolean allows(String region) {
    return regions.isEmpty() || regions.contains(region);
  }
}
