package io.rhumb.gateway.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final ThrowawayAuthority authority = ThrowawayAuthority.create(() -> NOW);

  @Test
  void certificate_bearsItsNamesAndIsSignedByTheAuthority() throws Exception {
    X509Certificate certificate =
        parse(authority.issue(List.of("a.example", "b.example", "127.0.0.1")).chain());

    certificate.verify(parse(authority.certificate()).getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "a.example"), List.of(2, "b.example"), List.of(7, "127.0.0.1"));
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(parse(authority.certificate()).getBasicConstraints()).isNotNegative();
  }

  @Test
  void otherAuthority_didNotSignIt() throws Exception {
    X509Certificate certificate = parse(authority.issue(List.of("a.example")).chain());
    X509Certificate other = parse(ThrowawayAuthority.create(() -> NOW).certificate());
    assertThatThrownBy(() -> certificate.verify(other.getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void validity_isNinetyDays_orAsAsked_orOver() throws Exception {
    X509Certificate usual = parse(authority.issue(List.of("a.example")).chain());
    assertThatCode(() -> usual.checkValidity(Date.from(NOW.plus(Duration.ofDays(89)))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> usual.checkValidity(Date.from(NOW.plus(Duration.ofDays(91)))))
        .isInstanceOf(CertificateExpiredException.class);

    X509Certificate asked =
        parse(authority.issue(List.of("a.example"), NOW, NOW.plusSeconds(10)).chain());
    assertThat(asked.getNotBefore().toInstant()).isEqualTo(NOW);
    assertThat(asked.getNotAfter().toInstant()).isEqualTo(NOW.plusSeconds(10));

    X509Certificate expired = parse(authority.issueExpired(List.of("a.example")).chain());
    assertThatThrownBy(() -> expired.checkValidity(Date.from(NOW)))
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void certificateFile_isPem(@TempDir Path folder) throws Exception {
    Path file = authority.write(folder.resolve("ca.pem"));
    assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(parse(Buffer.buffer(Files.readAllBytes(file))))
        .isEqualTo(parse(authority.certificate()));
  }

  @Test
  void wildcard_isRefused() {
    assertThatThrownBy(() -> authority.issue(List.of("*.a.example")))
        .hasMessage("names: *.a.example (expected: no wildcard)");
  }

  @Test
  void noNames_areRefused() {
    assertThatThrownBy(() -> authority.issue(List.of()))
        .hasMessage("names: [] (expected: at least one)");
  }

  @Test
  void key_isNeverPrinted() {
    IssuedCertificate certificate = authority.issue(List.of("a.example"));
    assertThat(certificate.key().toString()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(certificate.toString()).doesNotContain("BEGIN");
  }

  private static X509Certificate parse(Buffer pem) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes()));
  }
}
