package io.rhumb.simulator.goals;

/**
 * What a figure should come to.
 *
 * @param sense whether small or large is good
 * @param bound the number to reach
 * @param judge which number of the spread must reach it
 */
public record Wanted(Sense sense, double bound, Judge judge) {

  /** Whether small or large is good. */
  public enum Sense {
    /** Small is good. */
    AT_MOST("<= "),
    /** Large is good. */
    AT_LEAST(">= ");

    private final String sign;

    Sense(String sign) {
      this.sign = sign;
    }
  }

  /** Which number of the spread must reach the bound. */
  public enum Judge {
    /** The mean over the seeds: for what varies with luck. */
    MEAN,
    /** The worst of the seeds: for what must always hold. */
    WORST
  }

  /** The mean over the seeds may not be larger. */
  public static Wanted atMost(double bound) {
    return new Wanted(Sense.AT_MOST, bound, Judge.MEAN);
  }

  /** The mean over the seeds may not be smaller. */
  public static Wanted atLeast(double bound) {
    return new Wanted(Sense.AT_LEAST, bound, Judge.MEAN);
  }

  /** The same for every seed. */
  public Wanted always() {
    return new Wanted(sense, bound, Judge.WORST);
  }

  /** Whether the spread reaches it. What is not a number does not. */
  boolean reachedBy(Spread spread) {
    double judged = judge == Judge.MEAN ? spread.mean() : worst(spread);
    return sense == Sense.AT_MOST ? judged <= bound : judged >= bound;
  }

  /** The number furthest to the bad side. */
  double worst(Spread spread) {
    return sense == Sense.AT_MOST ? spread.most() : spread.least();
  }

  String text(Unit unit) {
    return sense.sign + unit.text(bound) + (judge == Judge.WORST ? ", always" : "");
  }
}
