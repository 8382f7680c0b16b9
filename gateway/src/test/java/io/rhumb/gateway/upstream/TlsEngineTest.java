package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

final class TlsEngineTest {

  @ParameterizedTest
  @NullAndEmptySource
  @EnabledOnOs(OS.LINUX)
  void noneIsNamed_boringsslOnLinux(String name) {
    assertThat(TlsEngine.of(name)).isEqualTo(TlsEngine.BORINGSSL);
  }

  @Test
  void named_isThatOne() {
    assertThat(TlsEngine.of("jdk")).isEqualTo(TlsEngine.JDK);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void boringssl_isThereOnLinux() {
    assertThat(TlsEngine.of("boringssl")).isEqualTo(TlsEngine.BORINGSSL);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void boringssl_offersWhatIsForwardSecretOnly() {
    assertThat(TlsEngine.BORINGSSL.cipherSuites())
        .contains("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
        .noneMatch(suite -> suite.startsWith("TLS_RSA_"))
        .noneMatch(suite -> suite.contains("PSK"));
  }

  @Test
  void unknown_isRefusedWithWhatThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsEngine.of("OpenSSL"))
        .withMessage("RHUMB_TLS: OpenSSL (expected: one of jdk, boringssl)");
  }
}
