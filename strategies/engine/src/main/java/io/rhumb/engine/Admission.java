package io.rhumb.engine;

import io.rhumb.strategy.Availability;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an attempt on one target may start. In the gateway a circuit breaker stands behind it. Thread-safe; quick
 * enough to be asked for every target of every request.
 */
public interface Admission {

  /** Admits everything and learns nothing. */
  Admission ALWAYS = new Admission() {
    @Override
    public Availability availability(long nowNanos) {
      return Availability.ADMITTED;
    }

    @Override
    public Permit admit(long nowNanos) {
      return Permit.PLAIN;
    }

    @Override
    public long untilAdmittedNanos(long nowNanos) {
      return 0;
    }
  };

  /**
   * What {@link #admit} would say, without taking anything.
   *
   * @param nowNanos the time
   * @return the availability
   */
  Availability availability(long nowNanos);

  /**
   * Asks to start an attempt.
   *
   * @param nowNanos the time
   * @return a permit, to be {@linkplain Permit#end ended} exactly once; null if the attempt is refused
   */
  @Nullable
  Permit admit(long nowNanos);

  /**
   * Asks to start an attempt although others are refused, because every other target refuses as well. Its success ends the refusal;
   * nothing else that comes of it counts. Whoever asks bounds how often. The default refuses.
   *
   * @param nowNanos the time
   * @return a permit, to be {@linkplain Permit#end ended} exactly once; null if there is no such thing
   */
  default @Nullable Permit lastResort(long nowNanos) {
    return null;
  }

  /** How many such permits there have been since it refuses; 0 if it does not. The default has none. */
  default int lastResorts() {
    return 0;
  }

  /**
   * How long until an attempt may be admitted, as far as is known.
   *
   * @param nowNanos the time
   * @return nanoseconds, 0 if one may be admitted now
   */
  long untilAdmittedNanos(long nowNanos);
}
