package io.rhumb.gateway.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What one row has shown in one mode.
 *
 * @param verdict what became of its requests
 * @param reached attempts that reached the sick target; negative: there is none to count
 * @param requests how many requests that was among
 * @param nanos how long each client waited: for its answer, or for the first byte of its stream
 * @param note what went wrong; empty: nothing
 */
record Reading(Verdict verdict, long reached, long requests, List<Long> nanos, String note) {

  /** A row of which there is nothing to measure. */
  static Reading unmeasured(Verdict verdict) {
    return new Reading(verdict, -1, 0, List.of(), "");
  }

  /** Both, as if they were one longer run. */
  Reading and(Reading other) {
    return new Reading(
        verdict.or(other.verdict),
        reached < 0 ? other.reached : other.reached < 0 ? reached : reached + other.reached,
        requests + other.requests,
        Stream.concat(nanos.stream(), other.nanos.stream()).toList(),
        note.isEmpty() ? other.note : note);
  }

  boolean failed() {
    return verdict == Verdict.FAILED;
  }

  String reachedText() {
    return reached < 0 ? "–" : reached + " of " + requests;
  }

  String medianText() {
    return textOf((nanos.size() - 1) / 2);
  }

  String worstText() {
    return textOf(nanos.size() - 1);
  }

  private String textOf(int rank) {
    return nanos.isEmpty() ? "–" : millis(nanos.stream().sorted().toList().get(rank));
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
