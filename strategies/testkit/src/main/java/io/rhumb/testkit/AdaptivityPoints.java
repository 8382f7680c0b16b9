package io.rhumb.testkit;

import io.rhumb.simulator.Simulation;
import io.rhumb.simulator.report.Timeline;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Condition.Reach;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;

/**
 * The target that gets the most requests falls ill for a minute, in virtual time and through the very engine of the gateway. Fifteen
 * seconds later it must have lost 80 % of its share; a minute after it is well again (the statistics look back over half of that)
 * it must have four fifths of it back.
 */
final class AdaptivityPoints {

  private static final Duration NOTICED = Duration.ofSeconds(15);
  private static final Duration FORGIVEN = Duration.ofMinutes(1);
  private static final double LOST = 0.2;
  private static final double REGAINED = 0.8;
  private static final double TEN_TIMES = 10;
  private static final long SEED = 9;

  private AdaptivityPoints() {}

  static void slowTargetLosesItsShare(Subject subject) {
    check(subject, Condition.slow(TEN_TIMES), "ten times slower");
  }

  static void deadTargetLosesItsShare(Subject subject) {
    check(subject, Condition.cutOff(Reach.DOWN), "down");
  }

  private static void check(Subject subject, Condition condition, String illness) {
    Preflight.assumeSound(subject);
    String region = favourite(run(subject, Regions.well()));
    Timeline shares = run(subject, Regions.ill(region, condition));
    double before = before(shares, region);
    double ill = mean(shares, region, Regions.ILL_AT.plus(NOTICED), Regions.WELL_AGAIN_AT);
    double after = mean(shares, region, Regions.WELL_AGAIN_AT.plus(FORGIVEN), Regions.END);
    String share = "share of " + region + ": " + percent(before);
    System.out.println(subject + ": " + share + ", " + percent(ill) + " when it is " + illness
        + ", " + percent(after) + " when it is well again");
    if (ill > LOST * before) {
      Assertions.fail(share + ", " + NOTICED.toSeconds() + " s after it became " + illness
          + " still " + percent(ill) + " (expected: " + percent(LOST * before)
          + " at the most; look at availability() and meanLatencyNanos())");
    }
    if (after < REGAINED * before) {
      Assertions.fail(share + ", " + FORGIVEN.toSeconds() + " s after it had recovered from being "
          + illness + " only " + percent(after) + " (expected: " + percent(REGAINED * before)
          + " at least; send a few requests to find out, and forget)");
    }
  }

  /** The region that gets the most requests while all is well. */
  private static String favourite(Timeline well) {
    return Regions.NAMES.stream()
        .max(Comparator.comparing(name -> before(well, name)))
        .orElseThrow();
  }

  private static Timeline run(Subject subject, Scenario scenario) {
    FaultWatch watch = new FaultWatch(subject.provider());
    Subject watched = Subject.of(watch, subject.options(), subject.provider().getClass());
    Timeline shares =
        Simulation.run(scenario, watched.catalog(), subject.spec(), SEED).timeline();
    watch.requireNoFault();
    return shares;
  }

  private static double before(Timeline shares, String region) {
    return mean(shares, region, Regions.ILL_AT.dividedBy(2), Regions.ILL_AT);
  }

  private static double mean(Timeline shares, String region, Duration from, Duration to) {
    double sum = 0;
    int slices = 0;
    for (Duration at = from; at.compareTo(to) < 0; at = at.plus(shares.slice())) {
      sum += shares.share(region, at);
      slices++;
    }
    return sum / slices;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
