package io.rhumb.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LoadBodyTest {

  @Test
  void standardInput_isRead() {
    byte[] typed = "typed".getBytes(StandardCharsets.UTF_8);
    assertThat(LoadBody.read("-", new ByteArrayInputStream(typed))).hasToString("typed");
  }
}
