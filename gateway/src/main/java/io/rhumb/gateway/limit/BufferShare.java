package io.rhumb.gateway.limit;

import io.rhumb.gateway.page.Pages;
import org.jspecify.annotations.Nullable;

/** The bytes that one body holds. Lives on one event loop. */
public final class BufferShare {

  private final Limits limits;
  private final Overload kind;
  private long held;
  private boolean released;
  private @Nullable Pages pages;

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

  /** What the body is on, which goes back with what it holds where that is {@link #recycle recycled}. */
  public void on(Pages used) {
    pages = used;
  }

  /** As {@link #release}, and leaves its pages to other bodies: nobody reads it any more. */
  public void recycle() {
    Pages used = pages;
    release();
    if (used != null) {
      used.recycle();
    }
  }

  /** Whether everything is given back, and nobody is to read the body any more. Known on its event loop only. */
  public boolean released() {
    return released;
  }

  /** Gives everything back, for good. Does nothing the second time. */
  public void release() {
    released = true;
    pages = null;
    limits.giveBack(held, kind);
    held = 0;
  }
}
