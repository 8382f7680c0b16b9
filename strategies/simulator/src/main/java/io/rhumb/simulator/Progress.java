package io.rhumb.simulator;

/**
 * How far a comparison has come.
 *
 * @param runs that are done
 * @param allRuns of the comparison
 * @param requests that arrive in the runs that are done, on average over seeds
 * @param allRequests of the comparison
 * @param running what comes now; empty when all is done
 */
public record Progress(int runs, int allRuns, double requests, double allRequests, String running) {

  /** Is told how far a comparison has come. */
  @FunctionalInterface
  public interface Listener {

    /** Looks away. */
    Listener NONE = progress -> {};

    /** Called before each run and after the last, on the thread of the comparison. */
    void onProgress(Progress progress);
  }
}
