package io.rhumb.gateway.load;

import java.util.Locale;

/** Numbers for people. */
public final class Figures {

  private Figures() {}

  /** A time in milliseconds with three digits that count, or in seconds from ten on; not finer than 10 µs. */
  public static String time(long nanos) {
    double millis = nanos / 1e6;
    if (millis >= 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
    int decimals = millis >= 100 ? 0 : millis >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f ms", millis);
  }

  /** Seconds, with a fraction where there is one. */
  public static String seconds(long nanos) {
    return nanos % 1_000_000_000 == 0
        ? nanos / 1_000_000_000 + " s"
        : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** A whole number, its thousands set apart. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** In percent, rounded down: only all is 100.00 %. */
  public static String share(long part, long of) {
    return String.format(
        Locale.ROOT, "%.2f %%", of == 0 ? 0 : Math.floor(part * 10_000.0 / of) / 100);
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.1f/s", perSecond);
  }
}
