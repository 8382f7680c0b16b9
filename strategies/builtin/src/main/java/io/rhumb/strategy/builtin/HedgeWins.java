package io.rhumb.strategy.builtin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The share of recent hedges that won. While it is under a tenth, hedges come too early, or all targets are slow and a second
 * request only adds to it: then they wait longer, in proportion, up to four times (a guess).
 *
 * <p>A tenth is enough, by simulation: with a fifth, hedges of a target with a short tail waited so long that a target's pause was
 * noticed late, and a hedge that does not win costs no more than its token.
 *
 * <p>Thread-safe, without locks.
 */
final class HedgeWins {

  private static final double ENOUGH = 0.1;
  private static final double MOST_PATIENT = 4;
  /** The weight of one hedge: the last twenty or so decide. A guess. */
  private static final double WEIGHT = 0.05;

  private final AtomicLong share = new AtomicLong(Double.doubleToLongBits(1));

  void ended(boolean won) {
    share.updateAndGet(bits -> {
      double before = Double.longBitsToDouble(bits);
      return Double.doubleToLongBits(before + WEIGHT * ((won ? 1 : 0) - before));
    });
  }

  /** By how much a hedge has to wait longer than usual: 1 or more. */
  double patience() {
    double won = Double.longBitsToDouble(share.get());
    return Math.min(MOST_PATIENT, Math.max(1, ENOUGH / won));
  }
}
