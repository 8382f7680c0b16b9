package io.rhumb.engine;

/** What an attempt is to its model's {@link Budget}. */
public enum Extra {
  /** The first of its request, or what replaces it without having cost anybody anything. */
  NONE,
  /** Replaces an attempt that failed. */
  FAILOVER,
  /** Runs beside another attempt of its request. */
  HEDGE
}
