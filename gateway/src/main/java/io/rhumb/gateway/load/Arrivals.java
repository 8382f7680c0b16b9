package io.rhumb.gateway.load;

/** How requests are spread over time. */
public enum Arrivals {
  /** At equal distances. */
  STEADY,
  /** As those of many clients that know nothing of each other: a Poisson process. */
  POISSON
}
