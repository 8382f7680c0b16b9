package io.rhumb.gateway.console;

import io.rhumb.engine.Target;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.strategy.Availability;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since when each target has taken requests, or has not: looked at again and again, since nobody tells. For one thread.
 */
final class Standings {

  /**
   * How one stands.
   *
   * @param availability now
   * @param sinceNanos when it began to take requests, or not to. A breaker that is half-open for a moment does not interrupt that
   */
  record Standing(Availability availability, long sinceNanos) {

    boolean well() {
      return availability == Availability.ADMITTED;
    }

    private static Standing after(
        @Nullable Standing before, Availability availability, long nowNanos) {
      boolean well = availability == Availability.ADMITTED;
      return new Standing(
          availability, before == null || before.well() != well ? nowNanos : before.sinceNanos());
    }
  }

  private Map<Target, Standing> known = new HashMap<>();

  /** Looks at every target of every model, and forgets all others. */
  void look(Models models, long nowNanos) {
    Map<Target, Standing> seen = new HashMap<>();
    for (Model model : models.all()) {
      for (int i = 0; i < model.targets().size(); i++) {
        Target target = model.targets().get(i);
        seen.put(target, Standing.after(known.get(target), target.availability(), nowNanos));
      }
    }
    known = seen;
  }

  /** How it stands, as far as is known. */
  Standing of(Target target, long nowNanos) {
    Standing standing = known.get(target);
    return standing == null ? Standing.after(null, target.availability(), nowNanos) : standing;
  }
}
