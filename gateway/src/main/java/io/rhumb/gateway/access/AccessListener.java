package io.rhumb.gateway.access;

/** Hears what becomes of requests. Called from every event loop. */
public interface AccessListener {

  /** Somebody may call. */
  void admitted(Caller caller);

  /** A request was refused. */
  void refused(Denial why);
}
