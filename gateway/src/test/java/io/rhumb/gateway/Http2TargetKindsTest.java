package io.rhumb.gateway;

/** All kinds of targets over HTTP/2, which is to make no difference. */
final class Http2TargetKindsTest extends TargetKindsTest {

  @Override
  boolean overHttp2() {
    return true;
  }
}
