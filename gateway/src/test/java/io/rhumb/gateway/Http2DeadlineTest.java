package io.rhumb.gateway;

/** Deadlines, and clients that leave over HTTP/2, which is to make no difference. */
final class Http2DeadlineTest extends DeadlineTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
