package io.rhumb.gateway.faults;

/** One row of the table of faults. Immutable: what it needs while it is played is on its {@link Scene}. */
abstract class FaultRow {

  private final String number;
  private final String fault;

  /**
   * A row.
   *
   * @param number as in the table; letters where one number is several rows
   * @param fault what goes wrong
   */
  FaultRow(String number, String fault) {
    this.number = number;
    this.fault = fault;
  }

  final String number() {
    return number;
  }

  final String fault() {
    return fault;
  }

  /** What requests come to if all goes well. */
  Verdict expected(Mode mode) {
    return Verdict.PASS;
  }

  /** The model and its regions, all well; by default two. Each mode has its own. */
  Site site(Stage stage, String model) {
    return new Site(stage, model).region(Site.LOCAL).region(Site.NEXT);
  }

  /** How often it is played in each mode, each time with a model and regions that know nothing of the times before. */
  int repeats(Form form) {
    return form.pick(1, 3);
  }

  /** Whether it needs a gateway to itself. */
  boolean alone() {
    return false;
  }

  /** Whether it waits far more than it works, so that it may be played in both modes at the same time. */
  boolean quiet() {
    return false;
  }

  /** Breaks something, sends requests, and says with assertions what has to come back. */
  abstract void play(Scene scene) throws Exception;
}
