package io.rhumb.gateway;

/** Bytes and headers over HTTP/2, which is to make no difference. */
final class Http2BytesTest extends BytesTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
