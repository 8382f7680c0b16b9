package io.rhumb.simulator.goals;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the numbers to reach.
 *
 * @param name what is measured, as the table's first column says it
 * @param wanted what it should come to
 * @param figure how it is measured
 * @param beside what is measured too, to understand the figure; not judged
 */
public record Goal(String name, Wanted wanted, Figure figure, List<Figure> beside) {

  /** Copies the list. */
  public Goal {
    beside = List.copyOf(beside);
  }

  /** A goal with nothing beside it. */
  public static Goal of(String name, Wanted wanted, Unit unit, Measure measure) {
    return new Goal(name, wanted, new Figure("", unit, measure), List.of());
  }

  /** The same, with one more figure beside it. */
  public Goal beside(String label, Unit unit, Measure measure) {
    List<Figure> more = new ArrayList<>(beside);
    more.add(new Figure(label, unit, measure));
    return new Goal(name, wanted, figure, more);
  }

  /**
   * Measures it.
   *
   * @param seeds at least one
   * @param tick is run after each seed
   */
  GoalResult measure(Runs runs, List<Long> seeds, Runnable tick) {
    Spread spread = Spread.of(seeds.stream()
        .map(seed -> {
          double value = figure.measure().of(runs, seed);
          tick.run();
          return value;
        })
        .toList());
    List<Spread> others =
        beside.stream().map(other -> spread(other, runs, seeds)).toList();
    return new GoalResult(this, spread, others);
  }

  private static Spread spread(Figure figure, Runs runs, List<Long> seeds) {
    return Spread.of(seeds.stream().map(seed -> figure.measure().of(runs, seed)).toList());
  }
}
