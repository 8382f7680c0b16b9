package io.rhumb.gateway;

/** Whom the gateway believes over HTTP/2, which is to make no difference. */
final class Http2TlsTest extends TlsTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
