package io.rhumb.engine;

/** The right to run one attempt. May be shared by several attempts; each ends it once. Thread-safe. */
public interface Permit {

  /** A permit that nobody wants back. */
  Permit PLAIN = new Permit() {
    @Override
    public boolean probe() {
      return false;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {}
  };

  /** Whether the attempt tests a target that was refused until now. */
  boolean probe();

  /**
   * Reports that the answer has begun and goes to the client as it comes: it may last for an hour, and that the target answers is known
   * now. Called once at the most, before the end. The default waits for the end.
   *
   * @param nowNanos the time
   * @return the permit to end in place of this one; only a failure still says something
   */
  default Permit begun(long nowNanos) {
    return this;
  }

  /**
   * Reports how the attempt ended.
   *
   * @param verdict what was learned of the target
   * @param nowNanos the time
   */
  void end(Outcome.Verdict verdict, long nowNanos);
}
