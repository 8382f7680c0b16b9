package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CertificateRehearsalTest {

  private X509Certificate[] chain;
  private X509ExtendedTrustManager believer;

  @BeforeEach
  void readChain() throws Exception {
    chain = CertificateRehearsal.chain();
    believer = CertificateRehearsal.believer(chain);
    assertThat(TlsEngine.BORINGSSL.unavailable()).isNull();
  }

  @Test
  void certificate_isBelieved() {
    assertThatNoException().isThrownBy(() -> believer.checkServerTrusted(chain, "ECDHE_ECDSA"));
  }

  @Test
  void identity_isItsOwn() {
    assertThatNoException()
        .isThrownBy(() -> CertificateRehearsal.checkIdentity(believer, chain, "rehearsal.invalid"));
  }

  /** Or the JDK would not have looked at it, and have read none of what it needs for that. */
  @Test
  void identity_ofSomebodyElse_isRefused() {
    assertThatThrownBy(() -> CertificateRehearsal.checkIdentity(believer, chain, "other.invalid"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("other.invalid");
  }
}
