package io.rhumb.rehearsal.report;

import io.rhumb.rehearsal.act.Criterion;
import io.rhumb.rehearsal.act.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report as a folder: a Markdown file, and beside it a plot and the requests of each act. */
public final class MarkdownReport {

  private MarkdownReport() {}

  /**
   * Writes it.
   *
   * @param folder that exists
   * @param network what lay between the regions
   * @return the Markdown file
   */
  public static Path write(Path folder, String network, List<Verdict> verdicts) {
    try {
      for (Verdict verdict : verdicts) {
        Files.writeString(folder.resolve(plot(verdict)), Plot.of(verdict));
        Files.writeString(folder.resolve(verdict.act().name() + ".csv"), Csv.of(verdict.course()));
      }
      return Files.writeString(folder.resolve("report.md"), text(network, verdicts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String network, List<Verdict> verdicts) {
    StringBuilder text = new StringBuilder("# Rehearsal\n\n");
    text.append("Regions in network namespaces of one machine. Between them: ")
        .append(network)
        .append(".\n\n");
    text.append(
        "| act | verdict | requests | errors | p50 before, during, after (ms) |\n|---|---|---:|---:|---|\n");
    verdicts.forEach(verdict -> text.append(summary(verdict)));
    verdicts.forEach(verdict -> text.append(section(verdict)));
    return text.toString();
  }

  private static String summary(Verdict verdict) {
    List<Phase> phases = Phase.of(verdict);
    Phase all = new Phase("all", verdict.course().samples());
    return "| %s | %s | %s | %s | %s, %s, %s |%n"
        .formatted(
            verdict.act().name(),
            verdict.passed() ? "passed" : verdict.inconclusive() ? "inconclusive" : "**failed**",
            all.requests(),
            all.errors(),
            phases.get(0).latency(0.5),
            phases.get(1).latency(0.5),
            phases.get(3).latency(0.5));
  }

  private static String section(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append("\n## ")
        .append(verdict.act().name())
        .append("\n\n")
        .append(verdict.act().title());
    text.append("\n\n![latency over time](").append(plot(verdict)).append(")\n\n");
    text.append("| clients of ").append(verdict.act().focus().name());
    text.append(
        " | requests | errors | p50 ms | p95 ms | worst ms | answered by | served by the gateway of |\n");
    text.append("|---|---:|---:|---:|---:|---:|---|---|\n");
    Phase.of(verdict).forEach(phase -> text.append(row(phase)));
    text.append("\nThe machine kept the rehearsal itself waiting for ");
    text.append(verdict.unrest().toMillis()).append(" ms at the most.\n\n");
    for (Criterion criterion : verdict.criteria()) {
      text.append(criterion.met() ? "- met: " : "- **not met**: ")
          .append(criterion)
          .append('\n');
    }
    return text.toString();
  }

  private static String row(Phase phase) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            phase.name(),
            phase.requests(),
            phase.errors(),
            phase.latency(0.5),
            phase.latency(0.95),
            phase.latency(1),
            phase.targets(),
            phase.gateways());
  }

  private static String plot(Verdict verdict) {
    return verdict.act().name() + ".svg";
  }
}
