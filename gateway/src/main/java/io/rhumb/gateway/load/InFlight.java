package io.rhumb.gateway.load;

/** Bounds the requests that are open. One thread. */
final class InFlight {

  private final int bound;
  private int open;
  private int most;

  InFlight(int bound) {
    this.bound = bound;
  }

  /** Counts one more, unless there is no room. */
  boolean enter() {
    if (open == bound) {
      return false;
    }
    open++;
    most = Math.max(most, open);
    return true;
  }

  void leave() {
    open--;
  }

  int open() {
    return open;
  }

  /** How many there were at once. */
  int most() {
    return most;
  }
}
