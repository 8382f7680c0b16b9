package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.TargetConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report for people. Made once. */
public final class ReportText {

  private static final int WIDTH = 110;

  /** A command in backticks with what touches it, or a word. */
  private static final Pattern PIECE = Pattern.compile("(?:`[^`]*`|[^\\s`])+");

  private final StringBuilder text = new StringBuilder();
  private final Set<String> told = new HashSet<>();
  private final Report report;

  private ReportText(Report report) {
    this.report = report;
  }

  /** Lines, the last of which sums up. */
  public static String of(Report report) {
    return new ReportText(report).make();
  }

  private String make() {
    line(report.source() + report.localRegion().map(local -> ", from " + local).orElse(""));
    report.targets().forEach(this::target);
    if (!report.remarks().isEmpty()) {
      line("");
      line("configuration");
      report.remarks().forEach(this::remark);
    }
    line("");
    line(summary());
    return text.toString();
  }

  private void target(TargetReport examined) {
    TargetConfig target = examined.subject().target();
    line("");
    line(examined.subject().name() + "   " + target.connectHost() + ":" + target.port()
        + alias(target));
    for (Finding finding : examined.findings()) {
      text.append(String.format(
          "  %-10s  %-7s  %8s   %s%n",
          finding.step().word(),
          finding.status().word(),
          finding.nanos() < 0 ? "" : Amounts.latency(finding.nanos()),
          finding.text()));
    }
    report.advice(examined).forEach(this::advice);
  }

  private static String alias(TargetConfig target) {
    return target.serverName().equals(target.connectHost()) ? "" : " as " + target.serverName();
  }

  private void advice(Advice advice) {
    if (told.add(advice.looksLike() + advice.whatToDo())) {
      wrapped("  " + advice.step().word() + ", looks like:  ", advice.looksLike());
      wrapped("  " + advice.step().word() + ", what to do:  ", advice.whatToDo());
    } else {
      line("  " + advice.step().word() + ": as above");
    }
  }

  private void remark(Remark remark) {
    wrapped(
        "  warning  ",
        remark.path() + ": " + remark.text() + " (better: " + remark.whatToDo() + ")");
  }

  private String summary() {
    return List.of(Status.values()).stream()
        .filter(status -> status == Status.OK || report.count(status) > 0)
        .map(status -> report.count(status) + " " + status.word())
        .reduce((left, right) -> left + ", " + right)
        .orElseThrow();
  }

  /** What is longer goes on below its own beginning; a command stays on one line, to be copied. */
  private void wrapped(String head, String words) {
    String indent = " ".repeat(head.length());
    StringBuilder line = new StringBuilder(head);
    int begin = head.length();
    Matcher pieces = PIECE.matcher(words);
    while (pieces.find()) {
      String word = pieces.group();
      if (line.length() > begin && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() == begin ? "" : " ").append(word);
    }
    line(line.toString());
  }

  private void line(String words) {
    text.append(words).append(System.lineSeparator());
  }
}
