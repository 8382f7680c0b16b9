package io.rhumb.simulator.goals;

import java.util.List;

/** Results of goals as a Markdown table. */
public final class GoalsTable {

  private GoalsTable() {}

  /** One row per goal; mean over the seeds, and the worst of them where they differ. */
  public static String markdown(List<GoalResult> results) {
    StringBuilder text =
        new StringBuilder("| goal | wanted | reached | verdict |\n|---|---|---|---|\n");
    for (GoalResult result : results) {
      Goal goal = result.goal();
      text.append("| ").append(goal.name());
      text.append(" | ").append(goal.wanted().text(goal.figure().unit()));
      text.append(" | ").append(reached(result));
      text.append(" | ").append(result.verdict()).append(" |\n");
    }
    return text.toString();
  }

  private static String reached(GoalResult result) {
    Goal goal = result.goal();
    Unit unit = goal.figure().unit();
    String mean = unit.text(result.spread().mean());
    String worst = unit.text(goal.wanted().worst(result.spread()));
    StringBuilder text = new StringBuilder(mean);
    if (!worst.equals(mean)) {
      text.append(" (worst ").append(worst).append(')');
    }
    for (int i = 0; i < goal.beside().size(); i++) {
      Figure other = goal.beside().get(i);
      text.append("; ").append(other.label()).append(' ');
      text.append(other.unit().text(result.beside().get(i).mean()));
    }
    return text.toString();
  }
}
