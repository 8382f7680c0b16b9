package io.rhumb.testkit;

import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A view of targets that the test made.
 *
 * @param list from 1 to 32 targets, each with a name of its own
 */
public record FakeTargets(List<? extends TargetView> list) implements TargetsView {

  private static final int MOST = 32;

  /** Copies the list, and refuses what no gateway would show. */
  public FakeTargets {
    list = List.copyOf(list);
    if (list.isEmpty() || list.size() > MOST) {
      throw new IllegalArgumentException(
          "targets: " + list.size() + " (expected: from 1 to " + MOST + ")");
    }
    List<String> ids = list.stream().map(TargetView::id).toList();
    if (ids.stream().distinct().count() < ids.size()) {
      throw new IllegalArgumentException("targets: " + ids + " (expected: each name once)");
    }
  }

  /**
   * A view.
   *
   * @param targets as for the constructor
   * @return the view
   */
  public static FakeTargets of(TargetView... targets) {
    return new FakeTargets(List.of(targets));
  }

  /**
   * A view in which all is well: targets that were never tried, {@code t0} of them local.
   *
   * @param size how many
   * @return the view
   */
  public static FakeTargets healthy(int size) {
    return new FakeTargets(IntStream.range(0, size)
        .mapToObj(i -> i == 0 ? FakeTarget.local("t0") : FakeTarget.remote("t" + i))
        .toList());
  }

  /**
   * A view in which all is well and known: {@code t0} is local and answers in 20 ms, each target after it takes 20 ms longer.
   *
   * @param size how many
   * @return the view
   */
  public static FakeTargets measured(int size) {
    return new FakeTargets(IntStream.range(0, size)
        .mapToObj(i -> (i == 0 ? FakeTarget.local("t0") : FakeTarget.remote("t" + i))
            .answersIn(Duration.ofMillis(20L * (i + 1)), 500))
        .toList());
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public TargetView get(int index) {
    return list.get(index);
  }

  /** The names, each with its availability where it is not admitted. */
  @Override
  public String toString() {
    return list.stream().map(FakeTargets::text).toList().toString();
  }

  private static String text(TargetView target) {
    return target.availability().admits()
        ? target.id()
        : target.id() + " (" + target.availability() + ")";
  }
}
