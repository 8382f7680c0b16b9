package io.rhumb.gateway.access;

import java.util.List;
import java.util.Set;

/**
 * Somebody who may call.
 *
 * @param name of the key, or the principal as the configuration has it: there are no more of them than it names
 * @param models what may be called; empty: every model
 * @param regions those that may see the data of the requests; empty: as the model has it
 * @param operator whether what operators read may be read
 */
public record Caller(String name, Set<String> models, List<String> regions, boolean operator)
    implements Verdict {

  /** Somebody of whom nothing is known, and who may do anything. */
  public static final Caller ANYONE = new Caller("anyone", Set.of(), List.of());

  /** Copies both. */
  public Caller {
    models = Set.copyOf(models);
    regions = List.copyOf(regions);
  }

  /** Somebody who is no operator. */
  public Caller(String name, Set<String> models, List<String> regions) {
    this(name, models, regions, false);
  }

  /** Somebody who may call every model. */
  static Caller of(String name) {
    return new Caller(name, Set.of(), List.of());
  }

  /** Whether that model may be called. */
  public boolean mayCall(String model) {
    return models.isEmpty() || models.contains(model);
  }
}
