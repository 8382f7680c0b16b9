package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.List;

/** A view of targets that the test made. */
record FakeTargets(List<? extends TargetView> list) implements TargetsView {

  static FakeTargets of(TargetView... targets) {
    return new FakeTargets(List.of(targets));
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public TargetView get(int index) {
    return list.get(index);
  }
}
