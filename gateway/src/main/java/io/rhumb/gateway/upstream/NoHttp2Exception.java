package io.rhumb.gateway.upstream;

/** There is no connection for a call that can go over HTTP/2 only, since its target speaks HTTP/1.1. */
final class NoHttp2Exception extends Exception {

  private static final long serialVersionUID = 1L;

  NoHttp2Exception() {
    // Nobody looks at where a call was when it heard of that.
    super("HTTP/1.1 (expected: HTTP/2)", null, false, false);
  }
}
