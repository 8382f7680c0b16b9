package io.rhumb.gateway.predict;

import io.rhumb.engine.ResidencyFence;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The targets that one request may use.
 *
 * @param targets these, and no others
 * @param fenced whether the model or the client said where its data may go
 */
record FencedTargets(TargetSet targets, boolean fenced) {

  /** A model's name as messages give it to the client, who must know of the fence that made the choice small. */
  String nameOf(String model) {
    return fenced ? model + ", fenced in " + regions(targets) : model;
  }

  /** Those of them that are in a region; null if none is. */
  @Nullable
  FencedTargets within(String region) {
    TargetSet there = new ResidencyFence(targets).within(List.of(region));
    return there == null ? null : new FencedTargets(there, true);
  }

  /** Those of them that are no farther than any other. */
  FencedTargets nearest(ToIntFunction<Target> distance) {
    List<Target> all = IntStream.range(0, targets.size()).mapToObj(targets::get).toList();
    int least = all.stream().mapToInt(distance).min().orElseThrow();
    List<Target> near =
        all.stream().filter(target -> distance.applyAsInt(target) == least).toList();
    return near.size() == all.size() ? this : new FencedTargets(new TargetSet(near), fenced);
  }

  /** Where targets are. */
  static String regions(TargetSet targets) {
    return IntStream.range(0, targets.size())
        .mapToObj(i -> targets.get(i).region())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
