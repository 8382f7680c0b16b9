package io.rhumb.gateway.access;

import io.vertx.core.Future;

/** Where the keys of an issuer are. Thread-safe. */
interface KeysSource {

  /** Its place, for the log. */
  String name();

  /** What is there now, in bounded time. Does not throw. */
  Future<FetchedKeys> fetch();

  /** Gives back what it holds. */
  void close();
}
