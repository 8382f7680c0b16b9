package io.rhumb.gateway.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What one row has shown.
 *
 * @param unary what became of unary requests
 * @param streaming what became of streams
 * @param reached attempts that reached the sick target; negative: there is none to count
 * @param requests how many requests that was among
 * @param nanos how long each client waited for its answer
 * @param note what went wrong; empty: nothing
 */
record Reading(
    Verdict unary, Verdict streaming, long reached, long requests, long[] nanos, String note) {

  /** A row of which there is nothing to measure. */
  static Reading unmeasured(Verdict unary, Verdict streaming) {
    return new Reading(unary, streaming, -1, 0, new long[0], "");
  }

  /** Both, as if they were one longer run. */
  Reading and(Reading other) {
    return new Reading(
        unary.or(other.unary),
        streaming.or(other.streaming),
        reached < 0 ? other.reached : other.reached < 0 ? reached : reached + other.reached,
        requests + other.requests,
        LongStream.concat(Arrays.stream(nanos), Arrays.stream(other.nanos)).toArray(),
        note.isEmpty() ? other.note : note);
  }

  boolean failed() {
    return unary == Verdict.FAILED || streaming == Verdict.FAILED;
  }

  String reachedText() {
    return reached < 0 ? "–" : reached + " of " + requests;
  }

  String medianText() {
    return nanos.length == 0 ? "–" : millis(sorted()[(nanos.length - 1) / 2]);
  }

  String worstText() {
    return nanos.length == 0 ? "–" : millis(sorted()[nanos.length - 1]);
  }

  private long[] sorted() {
    return Arrays.stream(nanos).sorted().toArray();
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
