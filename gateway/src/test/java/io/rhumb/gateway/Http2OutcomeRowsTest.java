package io.rhumb.gateway;

/** The table of outcomes over HTTP/2, which is to make no difference. */
final class Http2OutcomeRowsTest extends OutcomeRowsTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
