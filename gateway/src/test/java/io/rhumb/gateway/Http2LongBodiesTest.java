package io.rhumb.gateway;

/** Long bodies that go on over HTTP/2, and come back so. */
final class Http2LongBodiesTest extends LongBodiesTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
