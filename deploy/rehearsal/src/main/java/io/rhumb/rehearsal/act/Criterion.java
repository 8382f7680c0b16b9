package io.rhumb.rehearsal.act;

/**
 * One thing that an act must show.
 *
 * @param what is looked at
 * @param measured what was seen
 * @param expected what it must be
 * @param met whether it is
 */
public record Criterion(String what, String measured, String expected, boolean met) {

  @Override
  public String toString() {
    return what + ": " + measured + " (expected: " + expected + ")";
  }
}
