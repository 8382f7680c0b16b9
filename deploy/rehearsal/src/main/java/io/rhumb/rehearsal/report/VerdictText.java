package io.rhumb.rehearsal.report;

import io.rhumb.rehearsal.act.Criterion;
import io.rhumb.rehearsal.act.Verdict;
import java.util.Locale;

/** A verdict for the terminal. */
public final class VerdictText {

  private VerdictText() {}

  /** Some lines. */
  public static String of(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append(word(verdict))
        .append(' ')
        .append(verdict.act().name())
        .append(": ")
        .append(verdict.act().title())
        .append('\n');
    text.append(row(
        "clients of " + verdict.act().focus().name(),
        "requests",
        "errors",
        "p50 ms",
        "p95 ms",
        "worst",
        "answered by"));
    for (Phase phase : Phase.of(verdict)) {
      text.append(row(
          phase.name(),
          phase.requests(),
          phase.errors(),
          phase.latency(0.5),
          phase.latency(0.95),
          phase.latency(1),
          phase.targets()));
    }
    text.append("  the machine kept the rehearsal itself waiting for ")
        .append(verdict.unrest().toMillis())
        .append(" ms at the most\n");
    for (Criterion criterion : verdict.criteria()) {
      text.append(criterion.met() ? "  ok      " : "  NOT MET ")
          .append(criterion)
          .append('\n');
    }
    return text.toString();
  }

  private static String word(Verdict verdict) {
    return verdict.passed() ? "PASSED" : verdict.inconclusive() ? "INCONCLUSIVE" : "FAILED";
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "  %-24s %8s %6s %6s %6s %6s  %s%n", cells);
  }
}
