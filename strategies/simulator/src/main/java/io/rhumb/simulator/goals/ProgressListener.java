package io.rhumb.simulator.goals;

/** Is told how far a report has come. */
@FunctionalInterface
public interface ProgressListener {

  /** Looks away. */
  ProgressListener NONE = (done, total) -> {};

  /**
   * One more step is done. Called on the thread of the report.
   *
   * @param done from 1 to {@code total}; steps differ in length
   * @param total how many steps there are
   */
  void onStep(int done, int total);
}
