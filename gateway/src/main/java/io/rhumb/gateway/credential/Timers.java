package io.rhumb.gateway.credential;

/** Runs something later. Late is allowed, as on a machine that sleeps between requests; early is not. */
interface Timers {

  /** One task that is still to run. */
  interface Timer {

    /** No task at all. */
    Timer NONE = () -> {};

    /** Forgets the task, unless it runs already. */
    void cancel();
  }

  /**
   * Runs a task once, on a thread of the timers' own.
   *
   * @param delayMillis from now; 0 or less is at once
   * @param task quick
   * @return the handle to cancel it
   */
  Timer after(long delayMillis, Runnable task);
}
