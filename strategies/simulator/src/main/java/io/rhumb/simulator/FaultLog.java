package io.rhumb.simulator;

import io.rhumb.engine.Planner;
import io.rhumb.simulator.report.StrategyFaults;
import io.rhumb.strategy.RoutingStrategy;

/** Keeps account of the faults of all strategies of one run. */
final class FaultLog implements Planner.FaultListener {

  /** A line that a terminal still shows. */
  private static final int MOST_CHARACTERS = 200;

  private long count;
  private int switchedOff;
  private String first = "";

  @Override
  public void onFault(Throwable fault, long ofThisGateway) {
    if (count++ == 0) {
      first = line(fault);
    }
  }

  @Override
  public void onSwitchedOff() {
    switchedOff++;
  }

  /** Closes a strategy; one that fails to close is at fault. */
  void close(RoutingStrategy strategy) {
    try {
      strategy.close();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError fault) {
      onFault(fault, 1);
    }
  }

  StrategyFaults faults() {
    return new StrategyFaults(count, switchedOff, first);
  }

  /** What was thrown and, unless it was the engine that refused a plan, where. */
  private static String line(Throwable fault) {
    String what = fault.toString().lines().findFirst().orElse("");
    String shown =
        what.length() > MOST_CHARACTERS ? what.substring(0, MOST_CHARACTERS) + "..." : what;
    StackTraceElement[] trace = fault.getStackTrace();
    boolean refused = trace.length == 0 || trace[0].getClassName().startsWith("io.rhumb.engine.");
    return refused ? shown : shown + " at " + trace[0];
  }
}
