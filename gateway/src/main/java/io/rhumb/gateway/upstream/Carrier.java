package io.rhumb.gateway.upstream;

import io.vertx.core.http.HttpClientRequest;

/** The connection below a call, when that breaks: what is to be made of it. */
interface Carrier {

  /** An HTTP/1.1 connection that was made for the call. */
  Carrier FRESH = new Http1(false);

  /** An HTTP/1.1 connection that waited in the pool for the call, and may have died there. */
  Carrier POOLED = new Http1(true);

  /** Whether the connection may have died while it was idle: then the break says nothing of the target. */
  boolean mayHaveDiedIdle(Throwable cause);

  /** Whether the target said that it has not looked at the request, and will not. */
  boolean passedOver(HttpClientRequest request);

  /** Whether the connection is lost where a call on it is given up. */
  boolean endsWithItsCall();

  /** One request at a time. */
  record Http1(boolean pooled) implements Carrier {

    @Override
    public boolean mayHaveDiedIdle(Throwable cause) {
      return pooled;
    }

    @Override
    public boolean passedOver(HttpClientRequest request) {
      return false;
    }

    @Override
    public boolean endsWithItsCall() {
      return true;
    }
  }
}
