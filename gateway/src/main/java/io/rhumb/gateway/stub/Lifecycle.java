package io.rhumb.gateway.stub;

/** How one request ends: once, whatever happens afterwards. For the thread of its event loop. */
final class Lifecycle {

  private final Counters counters;
  private boolean over;

  /** Begins. */
  Lifecycle(Counters counters) {
    this.counters = counters;
    counters.requestBegan();
  }

  boolean over() {
    return over;
  }

  void answered(int status) {
    if (ends()) {
      counters.requestAnswered(status);
    }
  }

  void cancelled() {
    if (ends()) {
      counters.requestCancelled();
    }
  }

  void broken() {
    if (ends()) {
      counters.requestBroken();
    }
  }

  private boolean ends() {
    boolean first = !over;
    over = true;
    return first;
  }
}
