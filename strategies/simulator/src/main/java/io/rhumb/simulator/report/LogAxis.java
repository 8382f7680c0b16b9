package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.List;

/** A logarithmic axis of milliseconds that begins and ends at 1, 2 or 5 times a power of ten. */
final class LogAxis {

  private static final double[] STEPS = {1, 2, 5};

  private final List<Double> ticks = new ArrayList<>();
  private final double from;
  private final double width;

  /** An axis from one pixel on; holds both values. */
  LogAxis(double leastMillis, double mostMillis, double from, double width) {
    this.from = from;
    this.width = width;
    double least = Math.max(leastMillis, 0.01);
    double most = Math.max(mostMillis, 2 * least);
    for (int power = -3; power < 9; power++) {
      for (double step : STEPS) {
        add(step * Math.pow(10, power), least, most);
      }
    }
  }

  /** Keeps the last tick that is not above the least, and all up to the first that is not below the most. */
  private void add(double tick, double least, double most) {
    if (tick <= least) {
      ticks.clear();
    }
    if (ticks.isEmpty() || ticks.get(ticks.size() - 1) < most) {
      ticks.add(tick);
    }
  }

  List<Double> ticks() {
    return ticks;
  }

  /** Where a value is. */
  double at(double millis) {
    double first = Math.log(ticks.get(0));
    double last = Math.log(ticks.get(ticks.size() - 1));
    return from + width * (Math.log(Math.max(millis, ticks.get(0))) - first) / (last - first);
  }

  static String label(double tick) {
    return tick < 1000
        ? Numbers.plain(Math.round(tick * 1000) / 1000.0) + " ms"
        : Numbers.plain(tick / 1000) + " s";
  }
}
