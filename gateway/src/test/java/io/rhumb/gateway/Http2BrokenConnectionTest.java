package io.rhumb.gateway;

/** Broken connections over HTTP/2, which is to make no difference. */
final class Http2BrokenConnectionTest extends BrokenConnectionTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
