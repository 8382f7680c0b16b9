package io.rhumb.gateway.limit;

/** The bytes that one body holds. Lives on one event loop. */
public final class BufferShare {

  private final Limits limits;
  private final Overload kind;
  private long held;
  private boolean released;

  BufferShare(Limits limits, Overload kind) {
    this.limits = limits;
    this.kind = kind;
  }

  /**
   * Sees to it that so many bytes are held, or more.
   *
   * @param total of the body
   * @return false, and nothing changes, if the gateway has no room for them, or once this is released
   */
  public boolean cover(long total) {
    if (total <= held) {
      return true;
    }
    if (released || !limits.take(total - held, kind)) {
      return false;
    }
    held = total;
    return true;
  }

  /** Gives everything back, for good. Does nothing the second time. */
  public void release() {
    released = true;
    limits.giveBack(held, kind);
    held = 0;
  }
}
