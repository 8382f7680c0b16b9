package io.rhumb.gateway.generation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a generation hands on to the next: all that was learned while it served.
 *
 * @param targets every target of every model
 * @param budgets by the name of the model
 */
record Known(Map<TargetIdentity, KnownTarget> targets, Map<String, KnownBudget> budgets) {

  /** Before the first. */
  static final Known NOTHING = new Known(Map.of(), Map.of());

  /** Copies the maps, in order. */
  Known {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
  }
}
