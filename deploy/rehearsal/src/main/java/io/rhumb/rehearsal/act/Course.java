package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an act went. Times are of {@link System#nanoTime()}.
 *
 * @param samples every request
 * @param beginNanos when the first one was sent
 * @param strikeNanos when it began to strike
 * @param struckNanos when it had struck
 * @param healNanos when it began to heal
 * @param healedNanos when it had healed
 * @param endNanos when the last request was sent
 */
public record Course(
    List<Sample> samples,
    long beginNanos,
    long strikeNanos,
    long struckNanos,
    long healNanos,
    long healedNanos,
    long endNanos) {

  /** The requests that were over before it struck. */
  public List<Sample> before() {
    return due(beginNanos, strikeNanos).stream()
        .filter(sample -> !inFlightAtStrike(sample))
        .toList();
  }

  /** Those from the strike until it healed, with those that were on their way when it struck. */
  public List<Sample> during() {
    return Stream.concat(
            due(beginNanos, strikeNanos).stream().filter(this::inFlightAtStrike),
            due(strikeNanos, healNanos).stream())
        .toList();
  }

  /** Those of the second half of the time that it lasted: by then all concerned had time to notice. */
  public List<Sample> settled() {
    return due(struckNanos + (healNanos - struckNanos) / 2, healNanos);
  }

  /** Those after it had healed. */
  public List<Sample> after() {
    return due(healedNanos, endNanos);
  }

  /** Whether a request was on its way when it struck. */
  boolean inFlightAtStrike(Sample sample) {
    return sample.dueNanos() < struckNanos && sample.endNanos() > strikeNanos;
  }

  /** Those of the clients of a region. */
  public static List<Sample> of(Region region, List<Sample> samples) {
    return samples.stream().filter(sample -> sample.region().equals(region)).toList();
  }

  private List<Sample> due(long from, long until) {
    return samples.stream()
        .filter(sample -> sample.dueNanos() - from >= 0 && sample.dueNanos() - until < 0)
        .toList();
  }
}
