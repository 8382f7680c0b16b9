package io.rhumb.simulator;

/**
 * SplitMix64 (Steele, Lea, Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014) read at any
 * place: the n-th number of a stream is a function of the stream's key and n alone, which makes it a counter-based
 * generator (Salmon et al., <i>Parallel Random Numbers: As Easy as 1, 2, 3</i>, SC 2011).
 */
final class SplitMix64 {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /** The n-th number of a stream, from 0. */
  static long at(long key, long n) {
    return mix(key + GAMMA * (n + 1));
  }

  /** The key of a stream within a stream. */
  static long key(long key, long name) {
    return at(at(key, name), name);
  }

  /** Uniform in (0, 1): never 0, so that its logarithm is finite. */
  static double uniform(long key, long n) {
    return ((at(key, n) >>> 11) + 0.5) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
