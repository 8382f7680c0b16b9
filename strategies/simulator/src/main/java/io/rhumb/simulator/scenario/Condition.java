package io.rhumb.simulator.scenario;

/**
 * What is wrong with a region.
 *
 * @param reach whether requests get there at all
 * @param slowDown by how much service takes longer, for requests whose service begins meanwhile
 * @param failing which requests fail without service
 * @param quotaPerSecond requests a second beyond which it answers 429, with one second of burst; infinite: none
 */
public record Condition(Reach reach, double slowDown, Failing failing, double quotaPerSecond) {

  /** Whether requests get there. */
  public enum Reach {
    /** They do. */
    UP,
    /** Connections are refused. */
    DOWN,
    /** Requests are swallowed; no answer ever comes, not even for those that came in before. */
    BLACK_HOLE
  }

  /** Nothing is wrong. */
  public static final Condition WELL =
      new Condition(Reach.UP, 1, Failing.NONE, Double.POSITIVE_INFINITY);

  /** Checks the values. */
  public Condition {
    Check.positive("slow-down", slowDown);
    if (!(quotaPerSecond >= 0)) {
      throw Check.invalid("quota", quotaPerSecond, ">= 0");
    }
  }

  /** Service takes longer. */
  public static Condition slow(double factor) {
    return new Condition(Reach.UP, factor, Failing.NONE, Double.POSITIVE_INFINITY);
  }

  /** Connections are refused, or requests are swallowed. */
  public static Condition cutOff(Reach reach) {
    return new Condition(reach, 1, Failing.NONE, Double.POSITIVE_INFINITY);
  }

  /** Some requests fail. */
  public static Condition failing(Failing failing) {
    return new Condition(Reach.UP, 1, failing, Double.POSITIVE_INFINITY);
  }

  /** Few requests are allowed. */
  public static Condition quota(double perSecond) {
    return new Condition(Reach.UP, 1, Failing.NONE, perSecond);
  }
}
