package io.rhumb.simulator.goals;

import java.util.Locale;

/** How a figure is written. */
public enum Unit {
  /** A share, written in per cent. */
  PERCENT("%.1f %%", 100),
  /** A share that is judged close to one, written in per cent. */
  FINE_PERCENT("%.2f %%", 100),
  /** A plain number. */
  NUMBER("%.2f", 1),
  /** A number of things. */
  COUNT("%,.0f", 1),
  /** Seconds. */
  SECONDS("%.0f s", 1);

  private final String format;
  private final double factor;

  Unit(String format, double factor) {
    this.format = format;
    this.factor = factor;
  }

  /** The value with its unit. */
  public String text(double value) {
    return String.format(Locale.ROOT, format, factor * value);
  }
}
