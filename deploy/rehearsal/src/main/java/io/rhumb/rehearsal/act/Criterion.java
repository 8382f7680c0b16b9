package io.rhumb.rehearsal.act;

/**
 * One thing that an act must show.
 *
 * @param what is looked at
 * @param measured what was seen
 * @param expected what it must be
 * @param met whether it is
 * @param excusable whether a machine that is too busy can be to blame
 */
public record Criterion(
    String what, String measured, String expected, boolean met, boolean excusable) {

  /** One of how long or how often, in which a machine that is too busy shows. */
  public Criterion(String what, String measured, String expected, boolean met) {
    this(what, measured, expected, met, true);
  }

  @Override
  public String toString() {
    return what + ": " + measured + " (expected: " + expected + ")";
  }
}
