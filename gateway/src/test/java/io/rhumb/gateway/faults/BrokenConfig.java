package io.rhumb.gateway.faults;

/** Pending: a configuration that is broken, half-written, deleted or absurd while the gateway runs. */
final class BrokenConfig extends FaultRow {

  BrokenConfig() {
    super("24", "config: broken, half-written, deleted, valid-but-absurd");
  }

  @Override
  Verdict expected() {
    return Verdict.PENDING;
  }

  @Override
  void play(Scene scene) {
    // With hot reload, this becomes a row like any other: take expected() away, and break the file
    // here.
  }
}
