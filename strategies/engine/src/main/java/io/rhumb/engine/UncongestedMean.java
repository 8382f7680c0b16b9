package io.rhumb.engine;

/**
 * What answers take while there is no queue, as far as is known. Immutable.
 *
 * <p>It is a mean over many answers, since the least of single latencies says how fast the luckiest request was. It follows
 * downwards whenever such a mean is lower. Upwards it must not follow just because answers take longer: in an overload that lasts
 * it would run away, each step making the next queue look normal. It rises only when told to.
 *
 * @param nanos the mean; 0 while it is not known
 * @param founded whether there were enough answers for it once
 * @param sumNanos of the answers towards the next mean
 * @param answers how many these are
 */
record UncongestedMean(double nanos, boolean founded, double sumNanos, int answers) {

  static final UncongestedMean UNKNOWN = new UncongestedMean(0, false, 0, 0);

  /** The mean of so many latencies that are spread by half errs by a twenty-fifth. */
  private static final int ENOUGH = 150;
  /** A lucky mean counts half. A guess. */
  private static final double FALL = 0.5;
  /** Of the way up, in each window. A guess: a region that is slower for good is believed within half a minute or so. */
  private static final double RISE = 0.5;

  /** Takes in answers. Until there are enough for a mean, what there is stands for it. */
  UncongestedMean add(double moreNanos, int more) {
    double sum = sumNanos + moreNanos;
    int count = answers + more;
    double mean = sum / Math.max(1, count);
    boolean enough = count >= ENOUGH;
    if (!founded) {
      return new UncongestedMean(mean, enough, enough ? 0 : sum, enough ? 0 : count);
    }
    return enough
        ? new UncongestedMean(nanos + FALL * Math.min(0, mean - nanos), true, 0, 0)
        : new UncongestedMean(nanos, true, sum, count);
  }

  /** The target is slow though hardly anything is asked of it. */
  UncongestedMean rise(double meanNanos) {
    return new UncongestedMean(nanos + RISE * (meanNanos - nanos), founded, 0, 0);
  }
}
