package io.rhumb.simulator.goals;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds that judge: 1001 and up. Whoever develops a strategy tries it on others, 1 to 20 say; what was tuned on the seeds
 * that judge it would be judged by its own luck.
 */
public final class Seeds {

  /** Fewer say little of the spread. */
  public static final int ENOUGH = 20;

  private static final long FIRST = 1001;

  private Seeds() {}

  /**
   * The first {@code count} of them.
   *
   * @param count at least 1
   */
  public static List<Long> judging(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("seeds: " + count + " (expected: >= 1)");
    }
    return LongStream.range(FIRST, FIRST + count).boxed().toList();
  }
}
