package io.rhumb.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FakeRequestTest {

  @Test
  void body_isSeenFromItsBeginning() {
    FakeRequest request = FakeRequest.sending("the same instructions");

    assertArrayEquals("the same".getBytes(StandardCharsets.UTF_8), request.bodyStart(8));
    assertEquals(21, request.bodyStart(1_000).length);
    assertEquals(0, FakeRequest.plain().bodyStart(8).length);
  }
}
