package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

final class CertificateRehearsalTest {

  @Test
  void certificate_isBelieved() {
    assertThatNoException().isThrownBy(CertificateRehearsal::check);
  }
}
