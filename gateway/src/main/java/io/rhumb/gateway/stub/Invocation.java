package io.rhumb.gateway.stub;

/** One call without a mistake in its head. */
final class Invocation {

  private final Route route;
  private final Query query;
  private final byte[] body;

  Invocation(Route route, Query query, byte[] body) {
    this.route = route;
    this.query = query;
    this.body = body;
  }

  /** What is called. */
  Route route() {
    return route;
  }

  /** How it is to be answered. */
  Query query() {
    return query;
  }

  /** What is sent, without its encoding. Not a copy: nobody writes to it. */
  byte[] body() {
    return body;
  }
}
