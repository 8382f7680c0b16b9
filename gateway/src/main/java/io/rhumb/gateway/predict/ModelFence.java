package io.rhumb.gateway.predict;

import io.rhumb.engine.ResidencyFence;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.ResidencyConfig;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the data of a model's requests may go: wherever its targets are, or where the client allows. Thread-safe. */
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
   * @return null if it may use none
   */
  @Nullable
  FencedTargets inside(MultiMap headers) {
    if (!headers.contains(RegionsHeader.NAME)) {
      return whole;
    }
    List<String> regions = header ? RegionsHeader.parse(headers.getAll(RegionsHeader.NAME)) : null;
    TargetSet inside = regions == null ? null : fence.within(regions);
    return inside == null ? null : new FencedTargets(inside, true);
  }

  /** Why a request may use no target. A fence that cannot be kept is said, and never left out: the client relies on it. */
  GatewayError whyNone(MultiMap headers) {
    if (!header) {
      return GatewayError.badRequest(RegionsHeader.NAME
          + ": not for this model (expected: no such header, since the model leaves no choice)");
    }
    if (RegionsHeader.parse(headers.getAll(RegionsHeader.NAME)) == null) {
      return GatewayError.badRequest(RegionsHeader.NAME
          + ": not a list of regions (expected: such as europe-west1, europe-west4)");
    }
    return GatewayError.failedPrecondition(RegionsHeader.NAME
        + ": no target there (expected: at least one of " + FencedTargets.regions(whole.targets())
        + ")");
  }
}
