package io.rhumb.engine;

import io.rhumb.strategy.TargetsView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The targets of one model, in the order of the configuration. Immutable, though the targets themselves live. */
public final class TargetSet implements TargetsView {

  /** Most targets of one model: more than there are regions that serve one, and few enough to scan for each request. */
  public static final int MOST = 32;

  private final Target[] targets;

  /**
   * A set of targets.
   *
   * @param targets at least one and at most {@link #MOST}, with distinct ids
   */
  public TargetSet(List<Target> targets) {
    if (targets.isEmpty() || targets.size() > MOST) {
      throw new IllegalArgumentException(
          "targets: " + targets.size() + " (expected: 1 to " + MOST + ")");
    }
    long ids = targets.stream().map(Target::id).distinct().count();
    if (ids != targets.size()) {
      throw new IllegalArgumentException(
          "targets: " + targets.stream().map(Target::id).toList() + " (expected: distinct ids)");
    }
    this.targets = targets.toArray(Target[]::new);
  }

  @Override
  public int size() {
    return targets.length;
  }

  @Override
  public Target get(int index) {
    return targets[index];
  }

  /**
   * A request was planned over these targets.
   *
   * @return whether it should try one of them, whomever the plan prefers
   */
  boolean requestBegan(long nowNanos) {
    boolean probeDue = false;
    for (Target target : targets) {
      probeDue |= target.requestBegan(nowNanos);
    }
    return probeDue;
  }

  /** The target of that name, or null. A scan: for two to ten targets it beats a map. */
  @Nullable
  Target byId(String id) {
    for (Target target : targets) {
      if (target.id().equals(id)) {
        return target;
      }
    }
    return null;
  }
}
