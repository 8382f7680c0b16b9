package io.rhumb.gateway.predict;

import io.rhumb.engine.ResidencyFence;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.config.ResidencyConfig;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the data of a model's requests may go: wherever its targets are, or where client and key allow. Thread-safe. */
public final class ModelFence {

  private final FencedTargets whole;
  private final ResidencyFence fence;
  private final boolean header;

  /** A fence around a model's targets, every one of which lies within {@code config}. */
  public ModelFence(TargetSet targets, ResidencyConfig config) {
    this.whole = new FencedTargets(targets, !config.regions().isEmpty());
    this.fence = new ResidencyFence(targets);
    this.header = config.header();
  }

  /**
   * The targets that a request may use.
   *
   * @param headers its own
   * @param caller who makes it
   * @return null if it may use none
   */
  @Nullable
  FencedTargets inside(MultiMap headers, Caller caller) {
    if (headers.contains(RegionsHeader.NAME)) {
      List<String> named = header ? RegionsHeader.parse(headers.getAll(RegionsHeader.NAME)) : null;
      return named == null ? null : within(both(named, caller.regions()));
    }
    return caller.regions().isEmpty() ? whole : within(caller.regions());
  }

  private @Nullable FencedTargets within(List<String> regions) {
    TargetSet inside = fence.within(regions);
    return inside == null ? null : new FencedTargets(inside, true);
  }

  private static List<String> both(List<String> named, List<String> ofCaller) {
    return ofCaller.isEmpty()
        ? named
        : named.stream().filter(ofCaller::contains).toList();
  }

  /** Why a request may use no target. A fence that cannot be kept is said, and never left out: the client relies on it. */
  GatewayError whyNone(MultiMap headers, Caller caller) {
    FencedTargets forCaller = caller.regions().isEmpty() ? whole : within(caller.regions());
    if (forCaller == null) {
      return GatewayError.permissionDenied("model: no target where the data of this caller may go"
          + " (expected: at least one in " + String.join(", ", caller.regions()) + ")");
    }
    if (!header) {
      return GatewayError.badRequest(RegionsHeader.NAME
          + ": not for this model (expected: no such header, since the model leaves no choice)");
    }
    if (RegionsHeader.parse(headers.getAll(RegionsHeader.NAME)) == null) {
      return GatewayError.badRequest(RegionsHeader.NAME
          + ": not a list of regions (expected: such as europe-west1, europe-west4)");
    }
    return GatewayError.failedPrecondition(RegionsHeader.NAME
        + ": no target there (expected: at least one of "
        + FencedTargets.regions(forCaller.targets()) + ")");
  }
}
