package io.rhumb.gateway.stub;

import java.util.Random;

/** What all event loops of one {@link RegionalStub} share; each part is thread-safe. */
final class Region {

  /** So that the draws of one generator do not move those of the other: with a fault the service times stay the same. */
  private static final long FAULT_SEED = 0x9E37_79B9_7F4A_7C15L;

  final RegionalStubConfig config;
  final Counters counters = new Counters();
  final ActiveFault fault;
  final HeadCheck headCheck;
  final Surface surface;
  final ServiceTime serviceTime;
  final Slots slots;

  Region(RegionalStubConfig config, TokenIssuer tokens) {
    this.config = config;
    this.fault = new ActiveFault(new Random(config.seed() ^ FAULT_SEED));
    this.headCheck = new HeadCheck(config, tokens);
    this.surface = new Surface(config, tokens::now);
    this.serviceTime = new ServiceTime(config.service(), new Random(config.seed()));
    this.slots = new Slots(config.service());
  }
}
