package io.rhumb.gateway.upstream;

/**
 * How many connects to one origin may be under way at once on one event loop: few at first, as many as are wanted later.
 *
 * <p>A handshake in Java that is not compiled yet takes tens of milliseconds of the processor. Eighty at once on a cold gateway slow
 * each other down until, on a busy machine, their bound ends most of them, which looks as if the target could not be reached. Two at
 * once are done in a fraction of that, and their connections serve others meanwhile.
 */
final class ColdStart {

  /** One computes while the other waits for the network. */
  static final int AT_ONCE = 2;

  /** After so many of one event loop there is little left to compile. A guess. */
  static final int ENOUGH = 50;

  private int made;

  /** How many may be under way at once. */
  int atOnce() {
    return made < ENOUGH ? AT_ONCE : Integer.MAX_VALUE;
  }

  /** A connection was made. */
  void connected() {
    made++;
  }
}
