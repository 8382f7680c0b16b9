package io.rhumb.gateway.stub;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other region gives out, and this one only once. Thread-safe. */
final class Serial {

  private final String region;
  private final AtomicLong last = new AtomicLong();

  Serial(String region) {
    this.region = region;
  }

  String next() {
    return region + "-" + last.incrementAndGet();
  }

  /** As long as Vertex's ids: digits only, the same for the same region. */
  static String digits(int firstDigit, String region) {
    return Long.toString(
        firstDigit * 1_000_000_000_000_000_000L + Integer.toUnsignedLong(region.hashCode()));
  }
}
