package io.rhumb.rehearsal.report;

import io.rhumb.rehearsal.act.Course;
import io.rhumb.rehearsal.act.Numbers;
import io.rhumb.rehearsal.act.Verdict;
import io.rhumb.rehearsal.traffic.Answer;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of an act, as clients in its focus saw it.
 *
 * @param name of the part
 * @param samples their requests
 */
record Phase(String name, List<Sample> samples) {

  static List<Phase> of(Verdict verdict) {
    Course course = verdict.course();
    return List.of(
        of("before", verdict, course.before()),
        of("during", verdict, course.during()),
        of("during, second half", verdict, course.settled()),
        of("after", verdict, course.after()));
  }

  String requests() {
    return String.valueOf(samples.size());
  }

  String errors() {
    return String.valueOf(Numbers.errors(samples));
  }

  /** Milliseconds; a dash if nobody was answered. */
  String latency(double quantile) {
    double millis = Numbers.latency(samples, quantile);
    return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.0f", millis);
  }

  /** Whose answers they were, and how many. */
  String targets() {
    return counts(Answer::target);
  }

  /** Whose gateways served them, and how many. */
  String gateways() {
    return counts(Answer::gateway);
  }

  private String counts(Function<Answer, String> asked) {
    Map<String, Long> counts = samples.stream()
        .map(sample -> asked.apply(sample.answer()))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? "-"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  private static Phase of(String name, Verdict verdict, List<Sample> samples) {
    return new Phase(name, Course.of(verdict.act().focus(), samples));
  }
}
