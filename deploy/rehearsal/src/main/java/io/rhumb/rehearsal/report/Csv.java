package io.rhumb.rehearsal.report;

import io.rhumb.rehearsal.act.Course;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every request of an act as a line; seconds count from the strike. */
final class Csv {

  private static final String HEAD = "seconds,region,client,millis,target,gateway,problem\n";

  private Csv() {}

  static String of(Course course) {
    return course.samples().stream()
        .sorted(Comparator.comparingLong(sample -> sample.dueNanos() - course.strikeNanos()))
        .map(sample -> line(sample, course.strikeNanos()))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String line(Sample sample, long strikeNanos) {
    return String.format(
        Locale.ROOT,
        "%.3f,%s,%s,%.1f,%s,%s,\"%s\"%n",
        (sample.dueNanos() - strikeNanos) / 1e9,
        sample.region().name(),
        sample.client(),
        sample.latencyMillis(),
        sample.answer().target(),
        sample.answer().gateway(),
        sample.answer().problem().replace('"', '\''));
  }
}
