package io.rhumb.strategy.builtin;

/**
 * Rendezvous hashing, or highest random weight (Thaler and Ravishankar, 1998): each key ranks all targets by a hash of key and
 * target. Whoever computes it gets the same ranking, without any shared state; a target that goes away moves only its own keys,
 * each to the next of its ranking.
 */
final class Rendezvous {

  // FNV-1a, 64 bit (Fowler, Noll, Vo): http://www.isthe.com/chongo/tech/comp/fnv/
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Rendezvous() {}

  /** A hash of text, the same in every process. */
  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** A hash of bytes, the same in every process. */
  static long hash(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** The rank of a target for a key, both as {@linkplain #hash hashes}: from 0 to 1, the lowest first. */
  static double rank(long key, long target) {
    return (mix(mix(key) ^ target) >>> 11) * 0x1p-53;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the input moves half of the output's. */
  private static long mix(long bits) {
    long mixed = bits;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
