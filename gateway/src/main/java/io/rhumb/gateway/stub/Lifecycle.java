package io.rhumb.gateway.stub;

/** How one request ends: once, whatever happens afterwards. For the thread of its event loop. */
final class Lifecycle {

  private final Counters counters;
  private boolean streams;
  private boolean over;

  /** Begins. */
  Lifecycle(Counters counters) {
    this.counters = counters;
    counters.requestBegan();
  }

  boolean over() {
    return over;
  }

  /** From now on it is a stream too. */
  void streams() {
    streams = true;
    counters.streams().streamBegan();
  }

  /** A whole event of the stream was sent. */
  void eventSent() {
    counters.streams().eventSent();
  }

  void answered(int status) {
    if (ends()) {
      if (streams) {
        counters.streams().streamFinished();
      }
      counters.requestAnswered(status);
    }
  }

  void cancelled() {
    if (ends()) {
      if (streams) {
        counters.streams().streamCancelled();
      }
      counters.requestCancelled();
    }
  }

  void broken() {
    if (ends()) {
      if (streams) {
        counters.streams().streamBroken();
      }
      counters.requestBroken();
    }
  }

  private boolean ends() {
    boolean first = !over;
    over = true;
    return first;
  }
}
