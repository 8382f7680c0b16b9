package io.rhumb.simulator;

/** Something that happens at a known instant of virtual time. */
interface Event {

  /**
   * It happens.
   *
   * @param nowNanos the instant for which it was scheduled
   */
  void fire(long nowNanos);
}
