package io.rhumb.gateway.faults;

/** Only streams have an end marker. */
final class EndMarker extends FaultRow {

  EndMarker() {
    super("11", "stream without its end marker");
  }

  @Override
  Verdict expected() {
    return Verdict.NONE;
  }

  @Override
  void play(Scene scene) {
    // Nothing of a unary answer could be missing.
  }
}
