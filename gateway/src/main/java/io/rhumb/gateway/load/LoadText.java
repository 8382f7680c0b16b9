package io.rhumb.gateway.load;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The figures of a run, for people. */
public final class LoadText {

  private static final List<String> SPREAD = List.of("p50", "p90", "p99", "p99.9", "max");
  private static final List<String> GROUP = List.of("requests", "share", "p50", "p99", "max");

  private final LoadReport report;
  private final StringBuilder text = new StringBuilder();

  private LoadText(LoadReport report) {
    this.report = report;
  }

  /** Several lines, the last one with its end. */
  public static String of(LoadReport report) {
    return new LoadText(report).write();
  }

  private String write() {
    what();
    requests();
    spreads();
    group("outcome", report.outcomes(), report.counts().due());
    details();
    if (report.counts().answered() > 0) {
      group("x-rhumb-target", report.targets(), report.counts().answered());
      group("attempts", report.attempts(), report.counts().answered());
    }
    warnings();
    return text.toString();
  }

  private void what() {
    LoadPlan plan = report.plan();
    line("POST " + plan.target()
        + (report.protocols().isEmpty() ? "" : " over " + String.join(", ", report.protocols())));
    line(Figures.rate(plan.perSecond()) + " " + plan.arrivals().name().toLowerCase(Locale.ROOT)
        + " for " + Figures.seconds(report.dueForNanos()) + stopped() + warmUp());
    line("");
  }

  private String stopped() {
    return report.dueForNanos() < report.plan().duration().toNanos()
        ? " of " + Figures.seconds(report.plan().duration().toNanos())
        : "";
  }

  private String warmUp() {
    LoadReport.Counts counts = report.counts();
    if (report.plan().warmUp().isZero()) {
      return "";
    }
    return ", after " + Figures.seconds(report.plan().warmUpNanos()) + " of warm-up (not counted: "
        + Figures.count(counts.warmUp()) + (counts.warmUp() == 1 ? " request" : " requests")
        + (counts.warmUpBad() == 0
            ? ""
            : ", " + Figures.count(counts.warmUpBad()) + " of them not 2xx")
        + ")";
  }

  private void requests() {
    LoadReport.Counts counts = report.counts();
    line("requests    " + Figures.count(counts.due()) + " due, "
        + Figures.count(counts.due() - counts.notSent()) + " sent, "
        + Figures.count(counts.notSent()) + " not sent"
        + (counts.unfinished() == 0
            ? ""
            : ", " + Figures.count(counts.unfinished()) + " unfinished")
        + "; " + Figures.count(counts.mostInFlight()) + " at once");
    line("throughput  " + Figures.rate(report.duePerSecond()) + " due, "
        + Figures.rate(report.answeredPerSecond()) + " answered");
    line("");
  }

  private void spreads() {
    Columns columns = new Columns().row(cells("from when it was due", SPREAD.stream()));
    columns.row(cells("until it was sent", times(report.lag())));
    columns.row(cells("until the first byte (2xx)", times(report.firstByte())));
    columns.row(cells("until the whole answer (2xx)", times(report.latency())));
    text.append(columns.text());
  }

  private static Stream<String> times(Spread spread) {
    return spread.count() == 0
        ? SPREAD.stream().map(name -> "-")
        : Stream.of(spread.p50(), spread.p90(), spread.p99(), spread.p999(), spread.max())
            .map(Figures::time);
  }

  private void group(String title, Map<String, Spread> groups, long of) {
    line("");
    Columns columns = new Columns().row(cells(title, GROUP.stream()));
    groups.entrySet().stream()
        .sorted(Comparator.comparingLong(group -> -group.getValue().count()))
        .forEach(group -> columns.row(cells(group.getKey(), row(group, of))));
    text.append(columns.text());
  }

  private static Stream<String> row(Map.Entry<String, Spread> group, long of) {
    Spread spread = group.getValue();
    Stream<String> times = group.getKey().equals(Ending.NOT_SENT.name())
        ? Stream.of("-", "-", "-")
        : Stream.of(spread.p50(), spread.p99(), spread.max()).map(Figures::time);
    return Stream.concat(
        Stream.of(Figures.count(spread.count()), Figures.share(spread.count(), of)), times);
  }

  private void details() {
    report.details().forEach((outcome, detail) -> line(outcome + ": " + detail));
  }

  private void warnings() {
    if (report.counts().notSent() > 0) {
      warn("not sent: more than " + Figures.count(report.plan().bound())
          + " would have been in flight (--max-in-flight, --connections)");
    }
    if (report.doubtful()) {
      warn("the generator itself was " + Figures.time(report.lag().p99())
          + " late at p99, so these figures tell of this machine too:"
          + " lower the rate, or leave the machine to the generator"
          + (report.plan().http2() ? ", or give it more streams (--connections)" : ""));
    }
  }

  private void warn(String what) {
    line("");
    line("warning: " + what);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static List<String> cells(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).toList();
  }
}
