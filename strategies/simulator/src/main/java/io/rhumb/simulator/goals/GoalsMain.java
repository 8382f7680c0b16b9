package io.rhumb.simulator.goals;

import io.rhumb.engine.StrategyCatalog;

/** Prints the numbers to reach, what was reached, and the verdicts: {@code [seeds]}. */
public final class GoalsMain {

  private GoalsMain() {}

  /** Prints the table to standard output and progress to standard error. */
  public static void main(String[] args) {
    int seeds = args.length == 0 ? Seeds.ENOUGH : Integer.parseInt(args[0]);
    StrategyCatalog strategies = StrategyCatalog.ofLoader(GoalsMain.class.getClassLoader());
    ProgressListener line = (done, total) -> System.err.printf("\r%d of %d", done, total);
    String table = GoalsTable.markdown(Goals.report(strategies, seeds, line));
    System.err.println();
    System.out.print(table);
  }
}
