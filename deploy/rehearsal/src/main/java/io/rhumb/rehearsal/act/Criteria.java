package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Answer;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What acts have in common to show. */
final class Criteria {

  /** What two busy cores may add to a latency without anybody being to blame: a guess. */
  static final Duration SLACK = Duration.ofMillis(100);

  /**
   * How many must be where they should who are sent to another region: one packet in a thousand is lost on the way, and who waits for one
   * may be sent on.
   */
  static final double FROM_AFAR = 0.95;

  private Criteria() {}

  /** Nobody noticed. */
  static Criterion noErrors(Course course) {
    List<Sample> samples = course.samples();
    long errors = Numbers.errors(samples);
    return new Criterion(
        "errors that clients saw",
        errors + " of " + samples.size() + problems(samples),
        "none",
        errors == 0 && !samples.isEmpty(),
        false);
  }

  /** Nobody noticed, but for those whose request was on its way when it struck. */
  static Criterion noErrorsButInFlight(Course course) {
    List<Sample> samples = course.samples();
    long errors = Numbers.errors(samples);
    List<Sample> inFlight = samples.stream().filter(course::inFlightAtStrike).toList();
    long late = errors - Numbers.errors(inFlight);
    return new Criterion(
        "errors that clients saw",
        errors + " of " + samples.size() + ", " + late + " of them not in flight when it struck"
            + problems(samples),
        "none but of the " + inFlight.size() + " in flight",
        late == 0 && !samples.isEmpty(),
        false);
  }

  /** Most answers are of one region's target. */
  static Criterion answeredBy(Region target, String when, List<Sample> samples, double atLeast) {
    return share(
        "answered by " + target.name() + " " + when, Answer::target, target, samples, atLeast);
  }

  /** Most requests went to one region's gateway. */
  static Criterion servedBy(Region gateway, String when, List<Sample> samples, double atLeast) {
    return share(
        "served by the gateway of " + gateway.name() + " " + when,
        Answer::gateway,
        gateway,
        samples,
        atLeast);
  }

  /**
   * Requests do not wait much longer than the way takes. Not the last few: some pay for a probe or a lost packet, or met a
   * processor that was busy.
   */
  static Criterion quick(String when, double quantile, List<Sample> samples, Duration way) {
    double measured = Numbers.latency(samples, quantile);
    long most = way.plus(SLACK).toMillis();
    return new Criterion(
        String.format(Locale.ROOT, "p%.0f %s", quantile * 100, when),
        String.format(Locale.ROOT, "%.0f ms", measured),
        "at most " + most + " ms",
        measured <= most);
  }

  /** The clients of the other regions notice nothing. */
  static Criterion othersUndisturbed(Region struck, Course course) {
    return othersUndisturbed(struck, course, 0.99);
  }

  /** As {@link #othersUndisturbed(Region, Course)}, but for a share of them. */
  static Criterion othersUndisturbed(Region struck, Course course, double atLeast) {
    List<Sample> others = course.during().stream()
        .filter(sample -> !sample.region().equals(struck) && sample.good())
        .toList();
    long own = others.stream()
        .filter(sample -> sample.answer().target().equals(sample.region().name()))
        .count();
    return new Criterion(
        "clients of other regions answered by their own meanwhile",
        own + " of " + others.size(),
        percent(atLeast),
        own >= atLeast * others.size() && !others.isEmpty());
  }

  /** A client that cannot tell has no say. */
  private static Criterion share(
      String what,
      Function<Answer, String> asked,
      Region region,
      List<Sample> samples,
      double atLeast) {
    List<String> told = samples.stream()
        .filter(Sample::good)
        .map(sample -> asked.apply(sample.answer()))
        .filter(name -> !name.isEmpty())
        .toList();
    long there = told.stream().filter(region.name()::equals).count();
    return new Criterion(
        what,
        there + " of " + told.size(),
        percent(atLeast),
        there >= atLeast * told.size() && there > 0);
  }

  private static String percent(double atLeast) {
    return String.format(Locale.ROOT, "at least %.0f %%", atLeast * 100);
  }

  private static String problems(List<Sample> samples) {
    List<String> problems = samples.stream()
        .filter(sample -> !sample.good())
        .map(sample -> sample.client() + " " + sample.answer().problem())
        .distinct()
        .limit(3)
        .toList();
    return problems.isEmpty() ? "" : " [" + String.join("; ", problems) + "]";
  }
}
