package io.rhumb.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a request within regions, by construction: it gets a set of targets in which the others are not. So the strategy does not
 * see them, a plan that names one is not valid, and no step, hedge or probe can resolve to one. The targets themselves are shared:
 * what is learned inside a fence is known outside.
 *
 * <p>Sets are made once and kept by what is inside, not by what was asked for: there are no more of them than the targets allow, nor
 * than {@link #MOST}. Thread-safe, without locks.
 */
public final class ResidencyFence {

  /** Those of ten regions. With more regions, whoever asks for every combination gets the later ones made for each request. */
  static final int MOST = 1_024;

  private final TargetSet targets;
  /** Bit {@code i} stands for target {@code i}: a set has 32 at the most. */
  private final int everything;

  private final ConcurrentMap<Integer, TargetSet> parts = new ConcurrentHashMap<>();

  /** A fence around these targets that leaves none of them out yet. */
  public ResidencyFence(TargetSet targets) {
    this.targets = targets;
    this.everything = -1 >>> (TargetSet.MOST - targets.size());
  }

  /**
   * The targets that lie in one of these regions, in the order of the configuration.
   *
   * @param regions any names; those where no target is are of no consequence
   * @return null if no target is inside
   */
  public @Nullable TargetSet within(Collection<String> regions) {
    int inside = 0;
    for (int i = 0; i < targets.size(); i++) {
      inside |= regions.contains(targets.get(i).region()) ? 1 << i : 0;
    }
    if (inside == everything) {
      return targets;
    }
    return inside == 0 ? null : part(inside);
  }

  /** How many sets are kept. */
  int kept() {
    return parts.size();
  }

  private TargetSet part(int inside) {
    TargetSet known = parts.get(inside);
    if (known != null) {
      return known;
    }
    TargetSet made = made(inside);
    if (parts.size() >= MOST) {
      return made;
    }
    TargetSet first = parts.putIfAbsent(inside, made);
    return first == null ? made : first;
  }

  private TargetSet made(int inside) {
    List<Target> part = new ArrayList<>(Integer.bitCount(inside));
    for (int i = 0; i < targets.size(); i++) {
      if ((inside & 1 << i) != 0) {
        part.add(targets.get(i));
      }
    }
    return new TargetSet(part);
  }
}
