package io.rhumb.gateway.limit;

/** What one request holds: its place among those in flight, and its body. Lives on one event loop. */
public final class RequestShare {

  private final Limits limits;
  private final BufferShare body;
  private boolean released;

  RequestShare(Limits limits) {
    this.limits = limits;
    this.body = new BufferShare(limits, Overload.REQUEST_BODY);
  }

  /** The bytes of its body. */
  public BufferShare body() {
    return body;
  }

  /** Gives everything back, for good. Does nothing the second time. */
  public void release() {
    if (!released) {
      released = true;
      body.release();
      limits.leave();
    }
  }

  /** As {@link #release}, and leaves the pages of its body to others: nobody reads it any more. */
  public void recycle() {
    try {
      body.recycle();
    } finally {
      release();
    }
  }
}
