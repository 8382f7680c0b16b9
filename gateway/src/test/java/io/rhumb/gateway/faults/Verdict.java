package io.rhumb.gateway.faults;

/** What a row came to. The worse, the later. */
enum Verdict {
  /** There is nothing to be said of it. */
  NONE("–"),
  /** The client gets a whole, correct answer. */
  PASS("pass"),
  /** It gets a bounded, explicit error. */
  HONEST("honest"),
  /** Nobody can say before it is written. */
  PENDING("pending"),
  /** Neither. */
  FAILED("FAILED");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return text;
  }
}
