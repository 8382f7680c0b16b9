package io.rhumb.gateway.command;

import io.rhumb.gateway.load.Figures;
import io.rhumb.gateway.load.Progress;
import io.rhumb.gateway.process.StatusLine;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells how a load run goes on. */
final class LoadLine {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final StatusLine line;

  LoadLine(StatusLine line) {
    this.line = line;
  }

  void show(Progress progress) {
    line.show(() -> text(progress));
  }

  void clear() {
    line.clear();
  }

  private static String text(Progress progress) {
    if (progress.due() == 0) {
      return "warming up";
    }
    return time(progress) + ", " + Figures.count(progress.due())
        + " requests, " + Figures.count(progress.bad()) + " not 2xx, "
        + Figures.count(progress.open()) + " in flight" + moment(progress.moment());
  }

  private static String time(Progress progress) {
    if (progress.nanos() >= progress.ofNanos()) {
      return "waiting for the last answers";
    }
    return Figures.seconds(progress.nanos() / SECOND_NANOS * SECOND_NANOS) + " of "
        + Figures.seconds(progress.ofNanos());
  }

  private static String moment(Progress.Moment moment) {
    if (moment.latency().count() == 0) {
      return "; no 2xx in the last second";
    }
    return "; last second: p50 " + Figures.time(moment.latency().p50()) + ", p99 "
        + Figures.time(moment.latency().p99()) + shares(moment.targets());
  }

  private static String shares(Map<String, Long> targets) {
    long all = targets.values().stream().mapToLong(Long::longValue).sum();
    return targets.entrySet().stream()
        .sorted(Comparator.comparingLong(target -> -target.getValue()))
        .map(target -> ", " + target.getKey() + " " + target.getValue() * 100 / all + " %")
        .collect(Collectors.joining());
  }
}
